"""What authors ask for: posts of every kind, and what each looks like to a tick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from mergecast.dispatch.target import Target
from mergecast.loading import build
from mergecast.model.post import ASAP
from mergecast.model.schedule import parse_late, schedule
from mergecast.payload import payload, post_digest, retraction_digest

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


@dataclass(frozen=True, slots=True)
class Wish:
    """One post as its author has it; ``minute`` is None for one as soon as possible."""

    number: int
    accounts: tuple[str, ...]
    words: tuple[str, ...]
    minute: int | None
    late: str
    retract: str | None = None
    incident: str | None = None

    @property
    def id(self) -> str:
        """The post's id."""
        return f"post-{self.number}"

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
    text = {"text": wish.words[0]} if len(wish.words) == 1 else {"thread": wish.words}
    at = ASAP if wish.minute is None else _clock(wish.minute)
    data = {"id": wish.id, "accounts": wish.accounts, "publish_at": at, **text}
    data |= _SORTS[wish.number % len(_SORTS)]
    if wish.retract is not None:
        data["retract"] = wish.retract
    if wish.incident is not None:
        data["incident"] = wish.incident
    if wish.minute is None:
        data["until"] = "2026-11-24 18:00"
    post = build.post(f"calendar/2026/11/24-{wish.id}.yaml", data)
    sent = {key: payload(post, SETTINGS.accounts[key]) for key in wish.accounts}
    digest = post_digest({key: each.digest for key, each in sent.items()})
    if wish.retract is not None:
        digest = retraction_digest(digest, wish.retract)
    return tuple(
        Target(
            post,
            SETTINGS.accounts[key],
            schedule(post, SETTINGS),
            parse_late(wish.late),
            sent[key],
            digest,
            (post.path,),
        )
        for key in wish.accounts
    )


def _clock(minute: int) -> str:
    return f"2026-11-24 {minute // 60:02}:{minute % 60:02}"
