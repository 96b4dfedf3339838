"""What a change means for readers, and what it is for the team alone, in words.

A post is compared with itself by its id, so that a moved file is the same post. What
readers get is decided by payloads and nothing else; the words here only explain it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mergecast.model.post import ASAP, Part, Post
from mergecast.model.schedule import Schedule
from mergecast.model.series import Series
from mergecast.model.settings import Account
from mergecast.model.spoken import span
from mergecast.review.clocks import at_home, town
from mergecast.review.series import counted, day_changes, phrases


class Kind(StrEnum):
    """What a change does to a post; the gravest that applies."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    DELETED = "deleted"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Side:
    """A post before or after a change.

    ``payloads`` are the digests of what each account gets, None where that cannot be
    known. Of a series ``post`` is all of its texts in one.
    """

    post: Post
    schedule: Schedule
    accounts: tuple[Account, ...]
    payloads: Mapping[str, str] | None
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to a post; ``said`` are whole phrases for people."""

    kind: Kind
    said: tuple[str, ...]

    @property
    def readers(self) -> bool:
        """Whether readers get something else, so that earlier approvals are void."""
        return self.kind in {Kind.NEW, Kind.CHANGED}


def compare(before: Side | None, after: Side | None) -> Difference:
    """What changed between two sides of one post; at least one of them exists.

    Raises:
        ValueError: there is no side at all.
    """
    if after is None:
        if before is None:
            raise ValueError("nothing to compare")
        return Difference(Kind.DELETED, (_dropped(before),))
    if before is None:
        return Difference(Kind.NEW, ())
    words, when = _changed(before, after)
    rest = tuple(_for_the_team(before, after))
    if words:
        return Difference(Kind.CHANGED, (*words, *when, *rest))
    if before.payloads != after.payloads:
        return Difference(Kind.CHANGED, ("what readers get changed", *when, *rest))
    if when:
        return Difference(Kind.MOVED, (*when, "words unchanged", *rest))
    unchanged = "nothing that readers get changed"
    return Difference(Kind.QUIET, (*rest, unchanged))


def _changed(before: Side, after: Side) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What readers get now that they did not, and when; of a series that is one."""
    if before.series is None or after.series is None:
        return tuple(_for_readers(before, after)), _when(before, after)
    same = replace(before, post=replace(before.post, parts=after.post.parts))
    said = (*_for_readers(same, after), *phrases(before.series, after.series))
    days = counted(day_changes(before.series, after.series))
    return ((*said, days) if days else said), ()


def _dropped(side: Side) -> str:
    if side.series is not None:
        days = len(day_changes(side.series, None))
        return f"dropped: a series of {_counted(days, 'day')}"
    at = side.schedule.at
    if at is None:
        return "dropped: it had no time yet"
    return f"dropped: it was to go out on {at_home(at, side.schedule.zone)}"


def _for_readers(before: Side, after: Side) -> Iterator[str]:
    gone = [one.key for one in before.accounts if one not in after.accounts]
    new = [one.key for one in after.accounts if one not in before.accounts]
    if new:
        yield f"goes to {' and '.join(new)} as well"
    if gone:
        yield f"goes no longer to {' and '.join(gone)}"
    for account in after.accounts:
        if account not in before.accounts:
            continue
        place = f" on {account.key}" if len(after.accounts) > 1 else ""
        old = before.post.parts_for(account.key, account.network)
        now = after.post.parts_for(account.key, account.network)
        for phrase in _parts(old, now):
            yield phrase + place
    for name, words in _SHOWN.items():
        if before.post.data.get(name) != after.post.data.get(name):
            yield words
    yield from _taken_back(before.post.text("retract"), after.post.text("retract"))


def _taken_back(before: str | None, after: str | None) -> Iterator[str]:
    if before == after:
        return
    if before is None:
        yield "is to be taken back"
    elif after is None:
        yield "is no longer to be taken back"
    else:
        yield "why it is taken back changed"


def _parts(old: tuple[Part, ...], now: tuple[Part, ...]) -> Iterator[str]:
    many = max(len(old), len(now)) > 1
    for number, (was, part) in enumerate(zip(old, now, strict=False), 1):
        place = f" of part {number}" if many else ""
        if was.text != part.text:
            yield f"words{place} changed"
        if [one.sha256 for one in was.media] != [one.sha256 for one in part.media]:
            yield f"media{place} changed"
        elif [one.alt for one in was.media] != [one.alt for one in part.media]:
            yield f"image description{place} changed"
        if _poll(was) != _poll(part):
            yield f"poll{place} changed"
    if len(now) > len(old):
        yield _counted(len(now) - len(old), "part") + " added"
    if len(old) > len(now):
        yield _counted(len(old) - len(now), "part") + " removed"


def _poll(part: Part) -> tuple[tuple[str, ...], int] | None:
    return (part.poll.options, part.poll.minutes) if part.poll else None


_SHOWN: Mapping[str, str] = {
    "paid": "paid label changed",
    "made_with_ai": "AI label changed",
    "reply_settings": "who may reply changed",
    "reply_to": "what it replies to changed",
    "quote": "what it quotes changed",
}
"""Fields beside words and media that a reader gets to see."""

_NOT_TOLD = frozenset(
    {
        *_SHOWN,
        *("retract", "id", "text", "thread", "media", "poll", "variants", "accounts"),
        *("publish_at", "timezone", "which", "until", "not_before"),
        *("rule", "starts", "count", "except", "texts"),
    }
)


def _when(before: Side, after: Side) -> tuple[str, ...]:
    return tuple(
        phrase
        for name, words in (
            ("publish_at", "moved"),
            ("until", "`until` changed"),
            ("not_before", "embargo changed"),
        )
        if (phrase := _moved(name, words, before, after))
    )


def _moved(name: str, words: str, before: Side, after: Side) -> str | None:
    old, new = _instant(name, before), _instant(name, after)
    if old == new and _as_written(name, before) == _as_written(name, after):
        return None
    if isinstance(old, datetime) and isinstance(new, datetime):
        if old == new:
            return None
        way = "later" if new > old else "earlier"
        words = f"{words} {span(abs(new - old))} {way}"
    there, here = _told(name, before), _told(name, after)
    if before.schedule.zone == after.schedule.zone is not None:
        shared = f" {town(after.schedule.zone)}"
        there = there.removesuffix(shared) if here.endswith(shared) else there
    return f"{words}: {there} → {here}"


def _instant(name: str, side: Side) -> datetime | None:
    when = side.schedule
    return {"publish_at": when.at, "until": when.until, "not_before": when.not_before}[
        name
    ]


def _as_written(name: str, side: Side) -> str | None:
    return side.post.publish_at if name == "publish_at" else side.post.text(name)


def _told(name: str, side: Side) -> str:
    at = _instant(name, side)
    if at is not None:
        return at_home(at, side.schedule.zone)
    written = _as_written(name, side)
    if written == ASAP:
        return "as soon as it is approved"
    return written or ("no time yet" if name == "publish_at" else "none")


def _for_the_team(before: Side, after: Side) -> Iterator[str]:
    if before.post.path != after.post.path:
        yield f"file moved from {before.post.path}"
    yield from _clock(before.schedule.zone, after.schedule.zone)
    old, new = before.post.data, after.post.data
    names = [
        name
        for name in sorted({*old, *new} - _NOT_TOLD)
        if old.get(name) != new.get(name)
    ]
    for name in (each for each in names if each in _NAMES):
        yield f"{name}: {old.get(name, 'none')} → {new.get(name, 'none')}"
    if others := [name for name in names if name not in _NAMES]:
        yield f"{', '.join(others)} changed"


_NAMES = frozenset({"owner", "campaign", "theme", "bucket", "lane", "locale"})
"""Fields that hold one short name, so that it can be said which one."""


def _clock(before: str | None, after: str | None) -> Iterator[str]:
    """Whose clock it goes by: a minute that is the same may have another name."""
    if before and after and before != after:
        yield f"goes by the clock of {town(after)}, no longer of {town(before)}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
