"""Read Hunspell's dictionaries: stems, and the affixes that make words of them.

All forms are written out once. What is left out: affixes upon affixes of the same
side, compounds, and case rules; a form that is so missed can stand in the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple


class _Affix(NamedTuple):
    """Take ``strip`` off, put ``add`` on, where ``ends`` fits."""

    prefix: bool
    strip: str
    add: str
    ends: re.Pattern[str]
    cross: bool

    def on(self, word: str) -> str | None:
        """The form, None where it does not fit."""
        if self.ends.search(word) is None:
            return None
        if self.prefix:
            return self.add + word[len(self.strip) :]
        return word[: len(word) - len(self.strip)] + self.add


@dataclass(frozen=True, slots=True)
class _Affixes:
    by_flag: dict[str, list[_Affix]]
    flags: Literal["short", "long", "num"] = "short"

    def of(self, written: str) -> list[str]:
        """The flags of a word."""
        if self.flags == "num":
            return written.split(",")
        width = 2 if self.flags == "long" else 1
        return [written[at : at + width] for at in range(0, len(written), width)]


def words(dictionary: str, affixes: str = "") -> frozenset[str]:
    r"""Every form of every stem.

    >>> sorted(words("1\nmerge/D\n", "SFX D Y 1\nSFX D 0 d e\n"))
    ['merge', 'merged']
    """
    table = _table(affixes)
    found: set[str] = set()
    for line in dictionary.splitlines():
        stem, _, flags = line.split("\t")[0].strip().partition("/")
        if stem and not stem.isdecimal() and not stem.startswith("#"):
            found.update(_forms(stem, flags, table))
    return frozenset(found)


def _forms(stem: str, flags: str, table: _Affixes) -> Iterator[str]:
    yield stem
    own = [affix for flag in table.of(flags) for affix in table.by_flag.get(flag, ())]
    before = [affix for affix in own if affix.prefix]
    for affix in own:
        form = affix.on(stem)
        if form is None:
            continue
        yield form
        if not affix.prefix and affix.cross:
            both = (each.on(form) for each in before if each.cross)
            yield from (each for each in both if each is not None)


def _table(affixes: str) -> _Affixes:
    by_flag: dict[str, list[_Affix]] = {}
    cross: dict[str, bool] = {}
    flags: Literal["short", "long", "num"] = "short"
    for line in affixes.splitlines():
        fields = line.split()
        if fields[:1] == ["FLAG"] and fields[1:2] in (["long"], ["num"]):
            flags = "long" if fields[1] == "long" else "num"
        if len(fields) < 4 or fields[0] not in {"PFX", "SFX"}:
            continue
        flag = fields[1]
        if len(fields) == 4 and fields[2] in "YN" and fields[3].isdecimal():
            cross[flag] = fields[2] == "Y"
            continue
        affix = _affix(fields, cross=cross.get(flag, False))
        if affix is not None:
            by_flag.setdefault(flag, []).append(affix)
    return _Affixes(by_flag, flags)


def _affix(fields: list[str], *, cross: bool) -> _Affix | None:
    prefix = fields[0] == "PFX"
    strip, add = ("" if each == "0" else each for each in fields[2:4])
    condition = fields[4] if len(fields) > 4 else "."
    try:
        ends = re.compile(f"^{condition}" if prefix else f"{condition}$")
    except re.error:
        return None
    return _Affix(prefix, strip, add.partition("/")[0], ends, cross)
