"""The lines by which people agree to a thaw in commit messages.

``Approved-by: Name <mail> thaw:sha256:...`` stands in any commit of the publishing
branch; where the team has signing keys, the commit has to be signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mergecast.approvals.ports import Say, Yes
from mergecast.forge.signatures import is_signed
from mergecast.repository.git import Git
from mergecast.repository.history import mentioning

_LINE = re.compile(
    r"^(?P<say>Approved|Withdrawn)-by: (?P<name>[^<>\n]*?) *<(?P<mail>[^<>\s]+)> "
    r"thaw:(?P<thaw>sha256:[0-9a-f]{64})$",
    re.MULTILINE,
)
_SAYS = {"Approved": Say.APPROVED, "Withdrawn": Say.DISMISSED}


def thaw_line(name: str, mail: str, digest: str) -> str:
    """The line by which a person agrees to a thaw."""
    plain = re.sub(r"[<>\s]+", " ", name).strip()
    return f"Approved-by: {plain} <{mail}> thaw:{digest}"


def thaw_yeses(
    folder: Path, main: str, digest: str, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[Yes]:
    """What was said of a thaw in the history of a commit, the oldest first.

    Args:
        folder: the clone.
        main: the commit that is published from.
        digest: the thaw.
        keys: each member's signing keys by mail address; empty where nobody signs.
    """
    for found in mentioning(folder, main, f" thaw:{digest}"):
        for line in _LINE.finditer(found.message):
            if line["thaw"] != digest:
                continue
            own = keys.get(line["mail"].casefold(), ())
            signed = is_signed(Git(folder), found.commit, own)
            bot = line["name"].endswith("[bot]") or "[bot]@" in line["mail"]
            yield Yes(
                line["name"],
                line["mail"],
                digest,
                found.commit,
                _SAYS[line["say"]],
                found.at,
                bot=bot,
                signed=signed,
            )
