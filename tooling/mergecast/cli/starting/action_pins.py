"""The commits at which workflows pin GitHub's own actions.

A bot that keeps actions fresh moves these lines, and nothing else. That is no edit of
the team's: the workflow still is as it was shipped, and an update goes back behind no
newer version.
"""

from __future__ import annotations

import re

_PIN = re.compile(
    r"(?P<use>\buses: (?P<name>actions/[a-z-]+)@)"
    r"(?P<commit>[0-9a-f]{40}) # v(?P<version>[0-9]{1,4}(?:\.[0-9]{1,4}){0,2})$",
    re.MULTILINE,
)


def without_pins(workflow: str) -> str:
    """A workflow with each action at no commit in particular."""
    return _PIN.sub(lambda found: found["use"], workflow)


def with_newer_pins(there: str, wanted: str) -> str:
    """The wanted workflow, with the pins of the one that is there where newer."""
    newest: dict[str, re.Match[str]] = {}
    for found in _PIN.finditer(there):
        best = newest.get(found["name"])
        if best is None or _version(found) > _version(best):
            newest[found["name"]] = found

    def newer(found: re.Match[str]) -> str:
        own = newest.get(found["name"])
        return own[0] if own and _version(own) > _version(found) else found[0]

    return _PIN.sub(newer, wanted)


def _version(found: re.Match[str]) -> tuple[int, ...]:
    numbers = [int(each) for each in found["version"].split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))
