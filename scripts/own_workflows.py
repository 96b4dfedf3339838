"""Write this repository's own workflows: those that are shipped, with another install.

    .venv/bin/python scripts/own_workflows.py           write them
    .venv/bin/python scripts/own_workflows.py --check   say whether they are fresh

A team installs a release by its hash. Here the release is the commit itself, so a job
builds and installs what it has checked out; all else is the same to the letter, and a
test holds it so.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "tooling/mergecast/cli/starting/starter_files/workflows"
OWN = ROOT / ".github/workflows"

TEAMS = """\
        run: >-
          python -m pip install --disable-pip-version-check --quiet
          --only-binary :all: --require-hashes -r .github/mergecast.txt
"""
OURS = """\
        run: >-
          python -m pip install --disable-pip-version-check --quiet
          --only-binary :all: --require-hashes
          -r requirements/run.txt -r requirements/build.txt
          && python -m pip install --disable-pip-version-check --quiet
          --no-deps --no-build-isolation .
"""


def own() -> dict[str, str]:
    """The workflows as they are to be here, by name."""
    shipped = {path.name: path.read_text("utf-8") for path in SHIPPED.glob("*.yml")}
    lacking = sorted(name for name, text in shipped.items() if text.count(TEAMS) != 1)
    if lacking:
        sys.exit(f"not installed as the others are: {', '.join(lacking)}")
    return {name: text.replace(TEAMS, OURS) for name, text in shipped.items()}


def main(arguments: list[str]) -> int:
    """Write them, or with ``--check`` compare them; 1 where one is stale."""
    wanted = own()
    stale = [
        name
        for name, text in sorted(wanted.items())
        if not (OWN / name).exists() or (OWN / name).read_text("utf-8") != text
    ]
    for name in stale:
        if "--check" not in arguments:
            (OWN / name).write_text(wanted[name], "utf-8")
        print(f"{'stale' if '--check' in arguments else 'wrote'}: {name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
