"""What authors ask for: posts of every kind, and what each looks like to a tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from mergecast.dispatch.target import Target
from mergecast.loading import build, build_series
from mergecast.loading.bundle import Bundle
from mergecast.loading.bundle import digest as bundle_digest
from mergecast.model.post import ASAP, Post
from mergecast.model.schedule import parse_late, schedule
from mergecast.model.series import FOLDER, Series
from mergecast.payload import payload, post_digest, retraction_digest
from mergecast.planning.recurrence import Span, occurrences

SETTINGS = build.settings(
    {
        "accounts": {
            key: {"network": "x", "user": user, "timezone": "Asia/Kuala_Lumpur"}
            for key, user in (("acme", "acme_hq"), ("beta", "acme_beta"))
        },
        "publishing": {"spacing": "10m", "per_day": 20},
    }
)
FIRST = 9 * 60
"""The first minute of the day at which something is due, in Kuala Lumpur."""
DAY = date(2026, 11, 24)
"""The day of every schedule."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One post as its author has it; ``minute`` is None for one as soon as possible.

    Of a series ``begun`` is how many days ago it started, and None of a single post;
    ``dropped`` is whether it leaves out the day of the schedule, the only one that is
    looked at.
    """

    number: int
    accounts: tuple[str, ...]
    words: tuple[str, ...]
    minute: int | None
    late: str
    retract: str | None = None
    incident: str | None = None
    begun: int | None = None
    dropped: bool = False

    @property
    def id(self) -> str:
        """The post's id."""
        return f"post-{self.number}"

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What is said in turn: a series has two texts."""
        if self.begun is None:
            return (self.words,)
        return (self.words, tuple(f"{words}, again" for words in self.words))

    @property
    def said(self) -> tuple[str, ...]:
        """What is said on the day of the schedule."""
        return self.texts[(self.begun or 0) % len(self.texts)]

    def edited(self, mark: str) -> Wish:
        """With other words in all its parts; of a thread, in all but the first."""
        kept = self.words[:1] if len(self.words) > 1 else ()
        changed = (f"{words} {mark}" for words in self.words[len(kept) :])
        return replace(self, words=(*kept, *changed))

    def said_in(self, incident: str) -> Wish:
        """As an answer in an incident, which may pass its freeze."""
        return replace(self, incident=incident)

    def moved(self, minutes: int) -> Wish:
        """With a later time."""
        at = FIRST if self.minute is None else self.minute
        return replace(self, minute=at + minutes)

    def started_earlier(self) -> Wish:
        """As a series that started a day earlier: the day gets its other text."""
        return replace(self, begun=1 + (self.begun or 0))


def wish(number: int, random: Random, alike: float) -> Wish:
    """A post by chance: 30 % are threads, and of the others ``alike`` say the same."""
    words: tuple[str, ...] = (f"number {number}",)
    kind = random.random()
    if kind < 0.3:
        count = random.randint(2, 3)
        words = tuple(f"{number}: part {part}" for part in range(1, count + 1))
    elif kind < 0.3 + 0.7 * alike:
        words = ("same words",)
    accounts = random.choices(_ACCOUNTS, _HOW_OFTEN)[0]
    minute = None if random.random() < 0.1 else FIRST + 5 * random.randint(0, 30)
    late = random.choices(_LATE, (75, 15, 5, 5))[0]
    return Wish(number, accounts, words, minute, late)


_ACCOUNTS = (("acme",), ("beta",), ("acme", "beta"))
_HOW_OFTEN = (75, 15, 10)
_LATE = ("publish-within 2h", "publish-within 6h", "hold", "skip")


_SORTS = (
    {"bucket": "evergreen", "locale": "ms"},
    {"bucket": "industry", "locale": "zh-Hans", "campaign": "raya"},
    {"bucket": "reactive", "locale": "zh-Hant"},
    {"bucket": "evergreen", "locale": "en", "campaign": "raya"},
)
"""What else may be frozen of a post."""


@lru_cache(maxsize=20_000)  # pure; ten thousand schedules ask for the same posts
def targets(wish: Wish) -> tuple[Target, ...]:
    """The post as a tick sees it, once for each account."""
    return tuple(_read(wish))


def digest(wish: Wish) -> str:
    """What people approve of it; of a series also where it leaves the day out."""
    if wish.begun is not None:
        return _approved(_series(wish)) or ""
    return targets(wish)[0].digest or ""


def _read(wish: Wish) -> Iterator[Target]:
    if wish.begun is None:
        post = _post(wish)
        yield from _on_each(wish, post, _of_one(wish, post), None)
        return
    series = _series(wish)
    for post in occurrences(series, Span(DAY, DAY)):
        yield from _on_each(wish, post, _approved(series), series)


def _on_each(
    wish: Wish, post: Post, approved: str | None, series: Series | None
) -> Iterator[Target]:
    """The targets of what goes out once, on each account."""
    for key in wish.accounts:
        account = SETTINGS.accounts[key]
        yield Target(
            post,
            account,
            schedule(post, SETTINGS),
            parse_late(wish.late),
            payload(post, account),
            approved,
            (post.path,),
            whole=None if series is None else series.whole(post.date),
        )


def _post(wish: Wish) -> Post:
    text = {"text": wish.words[0]} if len(wish.words) == 1 else {"thread": wish.words}
    at = ASAP if wish.minute is None else f"{DAY} {_clock(wish.minute)}"
    data = {"accounts": wish.accounts, "publish_at": at, **text, **_common(wish)}
    if wish.retract is not None:
        data["retract"] = wish.retract
    if wish.minute is None:
        data["until"] = "2026-11-24 18:00"
    return build.post(f"calendar/2026/11/24-{wish.id}.yaml", data)


def _of_one(wish: Wish, post: Post) -> str:
    sent = {key: payload(post, SETTINGS.accounts[key]) for key in wish.accounts}
    whole = post_digest({key: each.digest for key, each in sent.items()})
    return whole if wish.retract is None else retraction_digest(whole, wish.retract)


def _series(wish: Wish) -> Series:
    day, starts = DAY.isoformat(), DAY - timedelta(days=wish.begun or 0)
    data: dict[str, object] = {
        "accounts": wish.accounts,
        "rule": "FREQ=DAILY",
        "starts": f"{starts} {_clock(FIRST if wish.minute is None else wish.minute)}",
        "timezone": "Asia/Kuala_Lumpur",
        "until": "2026-11-30",
        "texts": [
            words[0] if len(words) == 1 else {"thread": words} for words in wish.texts
        ],
        **_common(wish),
    }
    if wish.dropped:
        data["except"] = [day]
    if wish.retract is not None:
        data["retract"] = {day: wish.retract}
    return build_series.series(f"{FOLDER}/{wish.id}.yaml", data)


def _approved(series: Series) -> str | None:
    """What people approve: the series, or that its day is taken back."""
    found = Bundle(series.whole(), {}, (series.path,), "", series)
    return bundle_digest(found, SETTINGS.accounts, DAY.isoformat())


def _common(wish: Wish) -> Mapping[str, object]:
    sort = _SORTS[wish.number % len(_SORTS)]
    said = {} if wish.incident is None else {"incident": wish.incident}
    return {"id": wish.id, **sort, **said}


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
