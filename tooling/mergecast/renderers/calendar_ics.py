"""The calendar as a file that calendars subscribe to (iCalendar, RFC 5545).

A post is one event. Its UID is made of its id, so that a change is an update and never
a second event; its SEQUENCE is the second of its last change, in the file or on record,
so that it only grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mergecast.planning.agenda import Entry, Stage
from mergecast.renderers.encoders.ics_text import encode_ics, fold_ics

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts from here: RFC 5545 has integers up to 2,147,483,647 (until 2088)."""

_STATUS = {
    Stage.RETRACTED: "CANCELLED",
    Stage.CANCELLED: "CANCELLED",
    Stage.MISSED: "CANCELLED",
    Stage.HELD: "TENTATIVE",
    Stage.BY_HAND: "TENTATIVE",
}
_LENGTH = "PT15M"
"""An event without a length is not drawn by some calendars."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to.

    ``workspace`` tells posts of one workspace from those of another that have the same
    id. ``changed`` is when each file last changed; ``now`` stands in for files that
    no commit has yet.
    """

    name: str
    workspace: str
    entries: Iterable[Entry]
    now: datetime
    changed: Mapping[str, datetime] = field(default_factory=dict)


def calendar_ics(feed: Feed) -> str:
    """The feed; what has no time is left out."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mergecast//calendar//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{encode_ics(feed.name)}",
        f"X-WR-CALNAME:{encode_ics(feed.name)}",
        # How often to come again: by RFC 7986, and as Outlook and Apple read it.
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for each in feed.entries for line in _event(each, feed)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_ics(line)}\r\n" for line in lines)


def _event(each: Entry, feed: Feed) -> Iterator[str]:
    if each.at is None:
        return
    post = each.post
    edited = feed.changed.get(post.path, feed.now)
    changed = max(edited, each.since or edited)
    yield "BEGIN:VEVENT"
    yield f"UID:{encode_ics(f'{post.name}@{feed.workspace}')}"
    yield f"DTSTAMP:{_utc(changed)}"
    yield f"LAST-MODIFIED:{_utc(changed)}"
    yield f"SEQUENCE:{max(0, int((changed - _EPOCH).total_seconds()))}"
    yield f"DTSTART:{_utc(each.at)}"
    yield f"DURATION:{_LENGTH}"
    yield f"STATUS:{_STATUS.get(each.stage, 'CONFIRMED')}"
    # Nobody is busy because a post goes out.
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{encode_ics(_summary(each))}"
    yield f"DESCRIPTION:{encode_ics(_description(each))}"
    names = filter(None, (post.text("bucket"), post.text("campaign")))
    if categories := ",".join(encode_ics(name) for name in names):
        yield f"CATEGORIES:{categories}"
    if each.url and each.url.isascii() and each.url.isprintable():
        yield f"URL:{each.url}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _summary(each: Entry) -> str:
    soon = "as soon as possible, at the latest now: " if each.asap else ""
    where = ", ".join(each.post.accounts)
    told = "" if each.stage is Stage.SCHEDULED else f" ({each.stage})"
    return f"{soon}{each.title} [{where}]{told}"


def _description(each: Entry) -> str:
    post = each.post
    words = "\n\n".join(part.text for part in post.parts if part.text)
    owner = post.text("owner")
    told = [f"{each.stage}; {post.name}; {post.path}"]
    return "\n\n".join([words, *told, *([f"owner: {owner}"] if owner else [])])
