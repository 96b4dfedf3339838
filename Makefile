# Two commands need nothing but git, make and Python 3.11+: `make demo`, `make test`.
# Everything is installed into .venv from hash-locked requirements.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test contract simulate lint format bench wheel lock clean help

help: ## Show this list.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: $(STAMP) ## Run the main job in a scratch folder, start to finish.
	@$(BIN)/mergecast demo

# What one worker has compiled, the other one reads.
test: $(STAMP) ## Run the tests.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

contract: $(STAMP) ## Hold all that is sent to X against X's own description, by prism.
	@MERGECAST_CONTRACT=1 $(BIN)/pytest -n 0 -rs tests/contracts

SEEDS ?= 10000

PAIRS ?= 200

simulate: $(STAMP) ## Walk SEEDS schedules of faults in each weather, and PAIRS of faults (a number, or all).
	@$(BIN)/python tests/simulation/walk.py $(SEEDS)
	@PAIRS=$(PAIRS) $(BIN)/pytest -q -n auto tests/simulation/test_sweep_pairs.py

lint: $(STAMP) ## Check style, types, layers and workflows.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python scripts/lint_workflows.py

format: $(STAMP) ## Rewrite the code in the house style.
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(STAMP) ## Write the pages that come from help texts, checks and schemas.
	@$(BIN)/python scripts/generate_docs.py
	@$(BIN)/python scripts/sample_costs.py

bench: $(STAMP) ## Measure against the peers; prints a table of CPU ratios.
	@$(BIN)/python scripts/bench.py

wheel: $(STAMP) ## Build the wheel that the jobs of a team install, into dist/.
	@$(BIN)/python -m hatchling build -t wheel -d dist

lock: ## Choose the newest versions that fit and lock them by hash (needs uv).
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url pyproject.toml -o requirements/run.txt
	cp requirements/run.txt tooling/mergecast/cli/starting/starter_files/run.txt
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url pyproject.toml --group dev -o requirements/dev.txt
	echo hatchling | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url -c requirements/dev.txt - -o requirements/build.txt

clean: ## Remove what make has made.
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "mergecast needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "this Python lacks venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "setting up $(VENV) (once)..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check install -q --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip --disable-pip-version-check install -q --no-deps --no-build-isolation -e .
	@touch $(STAMP)
