"""What reviewers look at, by risk: what a machine has seen is ticked, the rest is not.

The open questions are few, and only those that no machine can answer; a list that is
ticked without reading is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mergecast.findings import Finding, Severity
from mergecast.model.post import Post
from mergecast.model.risk import Risk, risk


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list; ``done`` is what a machine answered with yes.

    ``machine`` is whether it is a machine that answers; people tick the others.
    """

    text: str
    done: bool = False
    machine: bool = False


def checklist(
    post: Post, findings: Iterable[Finding], *, moved: bool = False
) -> tuple[Item, ...]:
    """The items for one post with the findings that its file has.

    ``moved``: people read its words already, and now it only gets another time.
    """
    bad = {each.id for each in findings if each.severity is not Severity.INFO}
    people = iter([AT_ITS_TIME]) if moved else _people(post)
    return (*_machine(post, bad), *map(Item, people))


AT_ITS_TIME = "its words are still right at the new time"


def _machine(post: Post, bad: set[str]) -> Iterator[Item]:
    yield Item("text and length", not bad & _LENGTH, machine=True)
    if any(part.media for part in post.wordings):
        yield Item("images and their descriptions", not bad & _MEDIA, machine=True)
    yield Item("time", not bad & _TIME, machine=True)
    yield Item("all else that a check can see", not bad - KNOWN, machine=True)


def _people(post: Post) -> Iterator[str]:
    level = risk(post)
    yield "it says what we mean, and would still be right if the day turns bad"
    if any("//" in part.text for part in post.wordings):
        yield "the links lead where they should"
    if any(part.media for part in post.wordings):
        yield "we may show these images, and their descriptions say what matters"
    if named := _languages(post):
        yield f"someone who reads {' and '.join(named)} has read it"
    if post.flag("paid"):
        yield "the partner has agreed, and the label is right"
    if "source" in post.data:
        yield "whoever made it has agreed to it, and is named"
    if post.text("reply_to") or post.text("quote"):
        yield "we want to be seen in this conversation"
    if level is not Risk.LOW:
        yield "nobody is hurt or mocked, and nothing in the news turns it sour"
    if level is Risk.HIGH:
        yield "who has to know of it knows, and someone is there when it goes out"


def _languages(post: Post) -> list[str]:
    named = (post.text("locale"), *(variant.locale for variant in post.variants))
    return list(dict.fromkeys(name for name in named if name))


_LENGTH = frozenset(
    {
        "text-too-long",
        "text-empty",
        "text-invisible-characters",
        "text-bidi-controls",
        "text-look-alikes",
        "text-not-nfc",
        "thread-too-long",
        "poll-invalid",
    }
)
_MEDIA = frozenset(
    {
        "alt-text-missing",
        "alt-text-too-long",
        "alt-text-useless",
        "media-missing",
        "media-not-a-file",
        "media-outside",
        "media-too-large",
        "media-too-many",
        "media-too-many-pixels",
        "media-wrong-type",
    }
)
_TIME = frozenset(
    {
        "day-too-full",
        "embargo-broken",
        "path-day-mismatch",
        "publish-at-missing",
        "spacing-too-close",
        "time-happens-twice",
        "time-just-passed",
        "time-not-real",
        "time-passed",
        "time-skipped",
        "timezone-missing",
        "timezone-unknown",
        "until-before-publish",
    }
)
COLLISIONS = frozenset({"day-too-full", "spacing-too-close"})
"""What is about other posts as much as about this one."""
KNOWN = _LENGTH | _MEDIA | _TIME
"""Every check that the list names; a test holds it against the checks there are."""
