"""Which paths a pattern of git's could match: git's own rules, asked in general.

Git answers whether a pattern matches one path. A check wants to know whether it matches
*any* path of a kind (a YAML file somewhere under ``calendar/``), so the pattern becomes
a small automaton over bytes that can also skip "whatever comes here". Where the answer
depends on the machine (letter case), it is yes if it is yes on any.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_COLON = ord(":")
_SLASH = ord("/")
_ANY = frozenset(range(1, 256))
_IN_NAME = _ANY - {_SLASH}
_CLASSES = {
    b"alnum": frozenset(b for b in range(128) if chr(b).isalnum()),
    b"alpha": frozenset(b for b in range(128) if chr(b).isalpha()),
    b"blank": frozenset(b" \t"),
    b"cntrl": frozenset([*range(32), 127]),
    b"digit": frozenset(b"0123456789"),
    b"graph": frozenset(range(33, 127)),
    b"lower": frozenset(range(97, 123)),
    b"print": frozenset(range(32, 127)),
    b"punct": frozenset(b for b in range(33, 127) if not chr(b).isalnum()),
    b"space": frozenset(b" \t\n\v\f\r"),
    b"upper": frozenset(range(65, 91)),
    b"xdigit": frozenset(b"0123456789abcdefABCDEF"),
}


class Paths(NamedTuple):
    """The paths that begin and end so; exactly those two together if not ``open``."""

    start: bytes
    end: bytes
    open: bool = True


class _Step(NamedTuple):
    """One byte of ``allowed``; any number of them if it ``loops``.

    With ``skip`` it reads nothing, and so many steps from here on are optional.
    """

    allowed: frozenset[int]
    loops: bool = False
    skip: int = 0


_OPTION = _Step(frozenset(), skip=3)


def could_match(pattern: bytes, paths: Paths) -> bool:
    """Whether ``pattern`` matches any of ``paths``, seen from where it is written.

    A pattern without a slash is about the name of a file in any folder; one that ends
    in a slash is about folders alone and matches no file.
    """
    if pattern.startswith(b"!") or pattern.endswith(b"/"):
        return False
    in_names = b"/" not in pattern
    steps = _steps(pattern.removeprefix(b"/"))
    if steps is None:
        return False
    states = _follow({0}, steps)
    start, any_byte = paths.start, _ANY
    if in_names:
        start, any_byte = (b"" if paths.open else start.rpartition(b"/")[2]), _IN_NAME
    states = _read(states, start, steps)
    if paths.open:
        states = _wander(states, any_byte, steps)
    return len(steps) in _read(states, paths.end, steps)


def _follow(states: Iterable[int], steps: list[_Step]) -> set[int]:
    """The states, and all that can be reached from them without reading."""
    found: set[int] = set()
    open_ones = list(states)
    while open_ones:
        at = open_ones.pop()
        if at in found:
            continue
        found.add(at)
        if at < len(steps) and (steps[at].loops or steps[at].skip):
            open_ones += [at + 1, at + max(steps[at].skip, 1)]
    return found


def _read(states: set[int], text: bytes, steps: list[_Step]) -> set[int]:
    for byte in text:
        states = _advance(states, frozenset([byte]), steps)
    return states


def _wander(states: set[int], alphabet: frozenset[int], steps: list[_Step]) -> set[int]:
    """All that can be reached by reading any bytes of ``alphabet``."""
    while True:
        more = states | _advance(states, alphabet, steps)
        if more == states:
            return states
        states = more


def _advance(
    states: set[int], alphabet: frozenset[int], steps: list[_Step]
) -> set[int]:
    return _follow(
        (
            at if steps[at].loops else at + 1
            for at in states
            if at < len(steps) and not alphabet.isdisjoint(steps[at].allowed)
        ),
        steps,
    )


def _steps(pattern: bytes) -> list[_Step] | None:
    """The pattern as steps; None for one that git never matches."""
    steps: list[_Step] = []
    plain = True
    at = 0
    while at < len(pattern):
        byte = pattern[at : at + 1]
        if byte == b"*":
            # Git cuts off what comes before the first wildcard, and then takes two
            # stars there for the beginning of the pattern.
            begins = plain or pattern[at - 1 : at] == b"/"
            more, at = _stars(pattern, at, begins=begins)
            steps += more
        elif byte == b"[":
            allowed, at = _one_of(pattern, at + 1)
            if allowed is None:
                return None
            steps.append(_Step(allowed - {_SLASH}))
        elif byte == b"?":
            steps.append(_Step(_IN_NAME))
            at += 1
        else:
            literal, at = _literal(pattern, at)
            steps.append(_Step(_either_case(literal)))
        plain = plain and byte not in {b"*", b"[", b"?", b"\\"}
    return steps


def _stars(pattern: bytes, at: int, *, begins: bool) -> tuple[list[_Step], int]:
    """One star stays in a folder; two that stand alone between slashes do not."""
    rest = pattern[at:].lstrip(b"*")
    end = len(pattern) - len(rest)
    alone = not rest or rest.startswith((b"/", b"\\/"))
    if end - at == 1 or not begins or not alone:
        return [_Step(_IN_NAME, loops=True)], end
    if not rest.startswith(b"/"):
        return [_Step(_ANY, loops=True)], end
    # "**/" is any number of folders, also none.
    return [_OPTION, _Step(_ANY, loops=True), _Step(frozenset([_SLASH]))], end + 1


def _literal(pattern: bytes, at: int) -> tuple[bytes, int]:
    """The byte that stands there, or is escaped there, and where the next one is.

    No byte is what nothing matches: an escape at the very end.
    """
    at += pattern[at : at + 1] == b"\\"
    return pattern[at : at + 1], at + 1


def _one_of(pattern: bytes, at: int) -> tuple[frozenset[int] | None, int]:
    """The bytes of a ``[class]`` whose content begins at ``at``, and where it ends."""
    negated = pattern[at : at + 1] in {b"!", b"^"}
    at += negated
    begin, before = at, b""
    found: set[int] = set()
    while at == begin or pattern[at : at + 1] != b"]":
        members, before, at = _member(pattern, at, before)
        if members is None:
            return None, at
        found |= members
    return (_ANY - found if negated else _either_case(found)), at + 1


def _member(
    pattern: bytes, at: int, before: bytes
) -> tuple[frozenset[int] | None, bytes, int]:
    """What stands at ``at`` in a class: its bytes, the byte if it is one, the end.

    ``before`` is the byte before, from which a range may go on. No bytes at all make
    the whole pattern match nothing.
    """
    end = pattern.find(b"]", at + 2)
    named = pattern[at : at + 2] == b"[:" and end > at + 2
    if named and pattern[end - 1] == _COLON:
        return _CLASSES.get(pattern[at + 2 : end - 1]), b"", end + 1
    if before and _is_range(pattern, at):
        last, at = _literal(pattern, at + 1)
        members = frozenset(range(before[0], last[0] + 1)) if last else None
        return members, b"", at
    literal, at = _literal(pattern, at)
    return frozenset(literal) or None, literal, at


def _is_range(pattern: bytes, at: int) -> bool:
    return pattern[at : at + 1] == b"-" and pattern[at + 1 : at + 2] not in {b"", b"]"}


def _either_case(found: Iterable[int]) -> frozenset[int]:
    """With the other letter case: git does not care on some machines."""
    raw = bytes(found)
    return frozenset(raw + raw.lower() + raw.upper())
