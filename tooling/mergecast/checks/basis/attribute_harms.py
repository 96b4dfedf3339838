"""What git attributes do to a file that people review, and to which kinds of files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mergecast.checks.basis.gitattributes import Given, State

_WORDS = (b".yaml", b".yml")
_IMAGES = (b".png", b".jpg", b".jpeg", b".gif", b".webp")
_HARMLESS = frozenset(
    [
        *("text", "eol", "crlf", "merge", "whitespace", "conflict-marker-size"),
        *("delta", "encoding", "export-ignore", "export-subst", "binary"),
    ]
)


class Harm(NamedTuple):
    """What a state of an attribute does, and to which kinds of files."""

    when: Callable[[State], bool]
    does: str
    endings: tuple[bytes, ...] = _WORDS


_FOLDED = Harm(
    lambda state: state is True or (isinstance(state, str) and state != "false"),
    "makes the forge fold its changes away, so that a review passes them by",
)
_HARMS: dict[str, tuple[Harm, ...]] = {
    "diff": (
        Harm(lambda state: state is False, "hides its changes from reviewers"),
        Harm(
            lambda state: isinstance(state, str),
            "shows reviewers what a program makes of it instead of its words",
        ),
    ),
    "filter": (
        Harm(
            lambda state: isinstance(state, str) and bool(state),
            "runs a program over it, so that people see other bytes than git stores "
            "and mergecast publishes",
            _WORDS + _IMAGES,
        ),
    ),
    "working-tree-encoding": (
        Harm(
            lambda state: (
                isinstance(state, str) and state.lower() not in {"", "utf-8", "utf8"}
            ),
            "writes it in another encoding than git stores and mergecast publishes",
            _WORDS + _IMAGES,
        ),
    ),
    "ident": (
        Harm(lambda state: state is True, "makes git write into it on every checkout"),
    ),
    "linguist-generated": (_FOLDED,),
    "gitlab-generated": (_FOLDED,),
}


def harm_of(given: Given, *, inside: bool) -> Harm | None:
    """The harm that an attribute does, if any.

    ``inside`` is whether its file lies below the top, where an unknown name may be a
    macro that the file at the top has made.
    """
    for harm in _HARMS.get(given.name, ()):
        if harm.when(given.state):
            return harm
    plain = given.name in _HARMS or given.name in _HARMLESS or "linguist" in given.name
    if inside and given.state is True and not plain:
        return Harm(bool, "may stand for others that hide it (a macro)")
    return None
