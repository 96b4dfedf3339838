"""What runs here: Python, git, and whether the jobs install the same release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.health import Away

_PYTHON = (3, 11)
_GIT = (2, 34)
"""Since it, git takes what we hand over by ``GIT_CONFIG_COUNT`` and signs by SSH."""

_ENTRY = re.compile(
    r"(?:mergecast(?:\[[^\]]*\])?[ \t]*(==|@)[ \t]*|(?=\./\S*/mergecast-))(\S+)"
)
_WHEEL = re.compile(r"mergecast-([0-9][0-9A-Za-z.!+_]*)-")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?![0-9a-f])")
_PIN = ".github/mergecast.txt"
_UPDATE = "run `mergecast init --update`, and have the change merged"


def python(facts: Facts) -> Iterator[Said]:
    """Which Python runs mergecast."""
    found = facts.software.python
    shown = f"Python {found[0]}.{found[1]}"
    if found < _PYTHON:
        yield fail(shown, "use Python 3.11 or newer")
    else:
        yield ok(shown)


def git(facts: Facts) -> Iterator[Said]:
    """Which git reads and writes."""
    found = facts.software.git
    if isinstance(found, Away):
        yield fail(found.reason, found.hint or "install git")
        return
    numbers = tuple(int(each[:6]) for each in re.findall(r"[0-9]+", found)[:2])
    if len(numbers) < 2:
        yield unknown("git's version", Away(f"it calls itself '{found}'"))
    elif numbers < _GIT:
        yield warn(f"git {found}", "install git 2.34 or newer")
    else:
        yield ok(f"git {found}")


def release(facts: Facts) -> Iterator[Said]:
    """Whether the jobs install what runs here, and nothing else under its name."""
    here, text = facts.software.mergecast, facts.software.pinned
    if text is None:
        if facts.files.workflows.keys() & facts.files.shipped.keys():
            yield fail(f"{_PIN} is missing, so no job can install mergecast", _UPDATE)
        else:
            yield ok(f"mergecast {here}; no job of this repository installs it")
        return
    block = _block(text)
    found = _ENTRY.match(block)
    if found is None:
        # A rehearsal can begin before there is a wheel to be named.
        say = fail if facts.settings.live else warn
        fix = (
            "build a wheel with `make wheel` in a clone of mergecast, then here:"
            " `mergecast init --update --yes --wheel FILE`, and have it merged"
        )
        yield say(f"{_PIN} does not name mergecast, so no job can install it", fix)
    elif not _HASH.search(block):
        yield fail(f"{_PIN} has no hash of mergecast: anything could be in it", _UPDATE)
    elif (named := _version(found)) != here:
        said = f"the jobs install mergecast {named or 'of no known version'}"
        yield warn(f"{said}, and {here} runs here", _UPDATE)
    else:
        yield ok(f"mergecast {here}, as in the jobs, by its hash")


def _block(text: str) -> str:
    """The line that names mergecast, and those that it goes on in."""
    lines = text.replace("\\\r\n", " ").replace("\\\n", " ").splitlines()
    return next((line for line in lines if _ENTRY.match(line)), "")


def _version(found: re.Match[str]) -> str:
    if found[1] == "==":
        return found[2].rstrip(";")
    name = _WHEEL.search(found[2])
    return name[1] if name else ""
