"""The files of a release that a workspace has copies of, and how an update meets edits.

A list of digests in ``.github/mergecast.txt`` says how each was when it was written
here. What still is as it was written may be replaced; what a team changed is never
lost: its lines of cron, and newer pins of GitHub's own actions, go into the new file,
and anything else is left for a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from mergecast.cli.starting.action_pins import with_newer_pins, without_pins
from mergecast.cli.starting.cron_lines import cron_of, with_cron
from mergecast.schemas import KINDS, file_name, schema_text
from mergecast.schemas.editors import FOLDER

PINS = ".github/mergecast.txt"
_HERE = Path(__file__).with_name("starter_files")
_WORKFLOWS, _FORMS = ".github/workflows", ".github/ISSUE_TEMPLATE"
_ORDER = re.compile(r"^[^#\n]*\bmergecast ([a-z]+)", re.MULTILINE)
_ACTION = re.compile(r"^[^#\n]*\buses:[ \t]*\S*mergecast", re.MULTILINE)
_ENTRY = re.compile(r"^# shipped: ([0-9a-f]{64}) (\S+)$", re.MULTILINE)


def workflows() -> dict[str, str]:
    """The workflows of this release, by their names."""
    return _texts("workflows")


def is_ours(name: str, text: str) -> bool:
    """Whether a workflow of one of our names does what ours does, edited or not."""
    orders = set(_ORDER.findall(workflows()[name]))
    return bool(orders & set(_ORDER.findall(text)) or _ACTION.search(text))


def files() -> dict[str, str]:
    """All that an update looks at, by path, but for the pins."""
    flows = {f"{_WORKFLOWS}/{name}": text for name, text in workflows().items()}
    forms = {f"{_FORMS}/{name}": text for name, text in _texts("issue_forms").items()}
    schemas = {f"{FOLDER}/{file_name(kind)}": schema_text(kind) for kind in KINDS}
    return flows | forms | schemas


def lock() -> str:
    """What mergecast needs to run, locked by hash: requirements/run.txt."""
    return (_HERE / "run.txt").read_text("utf-8")


def digest(path: str, text: str) -> str:
    """Of a file as it was shipped, whatever times and pins a workflow has."""
    plain = text.replace("\r\n", "\n")
    if path.startswith(_WORKFLOWS):
        plain = with_cron(plain, ["0 0 * * *"] if cron_of(plain) else [])
        plain = without_pins(plain)
    return sha256(plain.encode()).hexdigest()


def record(written: Mapping[str, str]) -> str:
    """Lines for the pins that say how files were when they were written."""
    return "".join(
        f"# shipped: {digest(path, text)} {path}\n"
        for path, text in sorted(written.items())
    )


def recorded(pins: str) -> dict[str, str]:
    """The digests that such lines say, by path."""
    return {found[2]: found[1] for found in _ENTRY.finditer(pins)}


def kept(path: str, there: str, wanted: str) -> str:
    """The wanted file, with what is the team's in the one that is there.

    That is the times at which it starts, and newer versions of GitHub's own actions.
    """
    if not path.startswith(_WORKFLOWS):
        return wanted
    pinned = with_newer_pins(there, wanted)
    return with_cron(pinned, cron_of(there)) if cron_of(there) else pinned


def _texts(folder: str) -> dict[str, str]:
    found = sorted((_HERE / folder).glob("*.yml"))
    return {each.name: each.read_text("utf-8") for each in found}
