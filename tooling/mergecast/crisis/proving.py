"""Is a post a holding statement word for word? Whatever differs is named.

Such a post may need fewer approvals, since its words were approved in peace; so nothing
else may be in it: no picture, no poll, no other post, no words in one variant only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mergecast.crisis.wording import faults, wordings
from mergecast.model.post import Part, Post
from mergecast.model.statement import Statement
from mergecast.source import Route

_MORE = ("quote", "manual", "template")
"""What would put other words beside those of the statement, or in their place."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a post is not the statement, why, and what to do."""

    route: Route
    message: str
    hint: str


def values_of(post: Post) -> dict[str, str]:
    """What was filled in, by name."""
    said = post.data.get("statement")
    values = said.get("vars") if isinstance(said, Mapping) else None
    return dict(values) if isinstance(values, Mapping) else {}


def differences(post: Post, statement: Statement) -> Iterator[Difference]:
    """Whatever of the post is not the statement with the post's own values."""
    values = values_of(post)
    wrong = list(faults(statement, values))
    for name, message, hint in wrong:
        route = ("vars", name) if name in values else ("vars",)
        yield Difference(("statement", *route), message, hint)
    for name in _MORE:
        if name in post.data:
            message = f"a statement has no '{name}'"
            yield Difference((name,), message, "take it out, or take 'statement' out")
    if not wrong:
        yield from _words(post, wordings(statement, values))


def _words(post: Post, wanted: Mapping[str, str]) -> Iterator[Difference]:
    yield from _parts(post.parts, post.text("locale"), wanted)
    for variant in post.variants:
        locale = variant.locale or post.text("locale")
        yield from _parts(variant.parts, locale, wanted)


def _parts(
    parts: tuple[Part, ...], locale: str | None, wanted: Mapping[str, str]
) -> Iterator[Difference]:
    if len(parts) > 1:
        message = "a statement is one post, and no thread"
        yield Difference(parts[1].route, message, "leave the rest to another post")
        return
    part = parts[0]
    if part.media or part.poll:
        message = "a statement has words alone, no picture and no poll"
        yield Difference(part.route, message, "take it out, or take 'statement' out")
    allowed = wanted if locale is None else _in(locale, wanted)
    if not allowed:
        known = ", ".join(wanted)
        hint = f"it is written in: {known}"
        message = f"the statement has no words in '{locale}'"
        yield Difference(part.route, message, hint)
    elif part.text not in allowed.values():
        yield Difference(
            part.route,
            "these are not the words of the statement with these values",
            "put its words back; to say something else, take 'statement' out, and "
            "the usual people approve it",
        )


def _in(locale: str, wanted: Mapping[str, str]) -> Mapping[str, str]:
    """The words in a language, or in one that it is a kind of (ms for ms-MY)."""
    return {
        key: text
        for key, text in wanted.items()
        if locale == key or locale.startswith(f"{key}-")
    }
