r"""Rewrite the pattern of a rule for the two engines that run it.

Rules are written for .NET's syntax. RE2 knows most of it and runs it in linear time,
but its ``\b``, ``\w``, ``\d`` and ``\s`` are of ASCII alone, and it has no lookaround
and no backreferences. So each pattern gets two forms: ``full`` for the engine that can
do all of it, and ``loose`` for RE2, which finds something wherever ``full`` does (and
in places where it does not), so that most rules are never tried on most texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mergecast.style.scripts import BOUNDARY

_HIGH = r"\x{80}-\x{10FFFF}"
_WORD = "0-9A-Za-z_"
_SPACE = r"\t\n\v\f\r "
_NOT_WORD = r"\x00-/:-@\[-\^`{-\x7f"
_NOT_DIGIT = r"\x00-/:-\x7f"
_NOT_SPACE = r"\x00-\x08\x0e-\x1f!-\x7f"
_INSIDE = {"w": _WORD + _HIGH, "d": "0-9" + _HIGH, "s": _SPACE + _HIGH}
_NEGATIVE = {"W": _NOT_WORD, "D": _NOT_DIGIT, "S": _NOT_SPACE}
_LETTERS = r"\p{L}\p{M}\p{N}_"
"""What ``\\w`` is: without what only joins emoji."""
_FULL = {"w": f"[{_LETTERS}]", "W": f"[^{_LETTERS}]"}
_OPENS = re.compile(r"\(\?[a-z]*:")
_EDGE = rf"(?:\b|^|[^{_WORD}])"
"""Where a word may begin, in any script; at the front it may take the one before. It
spares RE2 to look for each word of each rule at each letter."""
_HEX = re.compile(r"u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})")
_PROPERTY = re.compile(r"[pP](?:\{\^?\w+\}|[A-Z])")
_REFERENCE = re.compile(r"[1-9]\d?|k(?:<\w+>|'\w+'|\{\w+\})")
_OPENING = re.compile(
    r"\((?:\?(?:(?P<look><?[=!])|(?P<atomic>>)|(?:P?<|')(?P<name>\w+)[>']"
    r"|(?P<flags>[a-zA-Z-]*)(?P<scope>[:)])))?"
)
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})(?P<more>[?+]?)")


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern in its two forms.

    ``loose`` is None where nothing looser can be said. ``beyond`` is true where RE2
    cannot run the pattern itself; ``ascii`` where it would mean something else beyond
    ASCII.
    """

    full: str
    loose: str | None
    beyond: bool = False
    ascii: bool = False


class _UnreadError(Exception):
    """This syntax is left to the full engine as it is."""


@dataclass(slots=True)
class _Group:
    """A group that is open: what inline flags have opened in it, and if it looks."""

    flags: list[str] = field(default_factory=list)
    look: bool = False


def written(pattern: str) -> Written:
    """Both forms of a pattern."""
    scan = _Scan(pattern)
    try:
        scan.run()
    except (_UnreadError, IndexError):
        return Written(pattern, None, beyond=True)
    return Written(
        "".join(scan.full), "".join(scan.loose), beyond=scan.beyond, ascii=scan.ascii
    )


@dataclass(slots=True)
class _Scan:
    pattern: str
    at: int = 0
    full: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    looking: int = 0
    beyond: bool = False
    ascii: bool = False

    def run(self) -> None:
        """Go through the pattern once."""
        while self.at < len(self.pattern):
            character = self.pattern[self.at]
            if character == "\\":
                self.escape()
            elif character == "[":
                self.character_class()
            elif character == "(":
                self.opening()
            elif character == ")":
                self.closing()
            elif character == "|":
                self.alternative()
            elif quantifier := _QUANTIFIER.match(self.pattern, self.at):
                self.quantifier(quantifier)
            else:
                # Before the last line break, too, for one of the engines only.
                self.put(character, "(?:)" if character == "$" else None)
                self.at += 1
        if len(self.groups) != 1:
            raise _UnreadError
        self.put(")" * len(self.groups[0].flags))

    def put(self, full: str, loose: str | None = None) -> None:
        """Write to both forms; what is looked at without being taken, to one."""
        self.full.append(full)
        if not self.looking:
            self.loose.append(full if loose is None else loose)

    def escape(self) -> None:
        """An escape outside a class."""
        rest = self.at + 1
        letter = self.pattern[rest]
        if found := _REFERENCE.match(self.pattern, rest):
            self.beyond = True
            self.put("\\" + found[0], r"(?s:.*)")
        elif found := _HEX.match(self.pattern, rest):
            self.put(re.escape(chr(int(found[1] or found[2], 16))))
        elif found := _PROPERTY.match(self.pattern, rest):
            self.put("\\" + found[0])
        elif letter in "bB":
            self.ascii = True
            first = letter == "b" and all(map(_OPENS.fullmatch, self.loose))
            self.put(BOUNDARY if letter == "b" else r"\B", _EDGE if first else "(?:)")
        elif letter in _INSIDE:
            self.ascii = True
            self.put(_FULL.get(letter, "\\" + letter), f"[{_INSIDE[letter]}]")
        elif letter in "AzZG":
            self.put({"z": r"\Z", "Z": r"(?=\n?\Z)"}.get(letter, "\\" + letter), "(?:)")
        else:
            self.ascii = self.ascii or letter in _NEGATIVE
            self.put(_FULL.get(letter, "\\" + letter), "\\" + letter)
        self.at = found.end() if found else rest + 1

    def character_class(self) -> None:
        """A class: escapes in it widen for the loose form, whatever its sign."""
        start = self.at + 1
        negated = self.pattern.startswith("^", start)
        at = start + negated
        full, loose = ["[^" if negated else "["], ["[^" if negated else "["]
        first = at
        while self.pattern[at] != "]" or at == first:
            length, one, other = self.member(at, negated=negated)
            full.append(one)
            loose.append(other)
            at += length
        self.put("".join((*full, "]")), "".join((*loose, "]")))
        self.at = at + 1

    def member(self, at: int, *, negated: bool) -> tuple[int, str, str]:
        """One member of a class: its length, and how both forms write it."""
        character = self.pattern[at]
        if character == "[":
            if self.pattern.startswith("[:", at):
                end = self.pattern.index(":]", at) + 2 if ":]" in self.pattern else 0
                if end:
                    named = self.pattern[at:end]
                    return end - at, named, named
            return 1, r"\[", r"\["
        if character != "\\":
            safe = "\\" + character if character in "&|~]" else character
            return 1, safe, safe
        return self.escaped_member(at, negated=negated)

    def escaped_member(self, at: int, *, negated: bool) -> tuple[int, str, str]:
        """An escape in a class."""
        if found := _HEX.match(self.pattern, at + 1):
            one = re.escape(chr(int(found[1] or found[2], 16)))
            return found.end() - at, one, one
        if found := _PROPERTY.match(self.pattern, at + 1):
            return found.end() - at, "\\" + found[0], "\\" + found[0]
        letter = self.pattern[at + 1]
        own = loose = "\\" + letter
        self.ascii = self.ascii or letter in _INSIDE or letter in _NEGATIVE
        if letter in _INSIDE and not negated:
            loose = _INSIDE[letter]
        if letter == "w":
            own = _LETTERS
        elif letter in _NEGATIVE and negated:
            loose = _NEGATIVE[letter]
        return 2, own, loose

    def opening(self) -> None:
        """The beginning of a group, or flags."""
        if self.pattern.startswith("(?#", self.at):
            self.at = self.pattern.index(")", self.at) + 1
            return
        found = _OPENING.match(self.pattern, self.at)
        if found is None or self.pattern.startswith("?", found.end()):
            raise _UnreadError
        self.at = found.end()
        if found["flags"] and set(found["flags"]) - set("ims-"):
            raise _UnreadError
        if found["scope"] == ")":
            opened = f"(?{found['flags']}:"
            self.groups[-1].flags.append(opened)
            self.put(opened)
            return
        self.beyond = self.beyond or bool(found["look"] or found["atomic"])
        self.groups.append(_Group(look=bool(found["look"])))
        if found["look"]:
            self.put(found[0], "(?:)")
            self.looking += 1
        elif found["name"]:
            self.put(f"(?P<{found['name']}>", "(?:")
        else:
            self.put(found[0], found[0] if found["scope"] else "(?:")

    def closing(self) -> None:
        """The end of a group, and of the flags set in it."""
        if len(self.groups) == 1:
            raise _UnreadError
        group = self.groups.pop()
        self.put(")" * len(group.flags))
        if group.look:
            self.looking -= 1
            self.full.append(")")
        else:
            self.put(")")
        self.at += 1

    def alternative(self) -> None:
        """A bar: flags that were set before it hold behind it, too."""
        flags = self.groups[-1].flags
        self.put(")" * len(flags) + "|" + "".join(flags))
        self.at += 1

    def quantifier(self, found: re.Match[str]) -> None:
        """A quantifier; one that gives nothing back is beyond RE2."""
        possessive = found["more"] == "+"
        self.beyond = self.beyond or possessive
        self.put(found[0], found[0][:-1] if possessive else found[0])
        self.at = found.end()
