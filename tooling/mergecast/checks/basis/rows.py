"""Make the small row of a post that the calendar's checks look at."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from hashlib import blake2b

from mergecast.checks.base import Row
from mergecast.checks.basis.series_days import days
from mergecast.model.fast_lane import REALTIME
from mergecast.model.post import ASAP, Part, Post
from mergecast.model.schedule import Schedule
from mergecast.model.schedule import schedule as schedule_of
from mergecast.model.series import Series
from mergecast.model.settings import Account, Settings
from mergecast.networks import NETWORKS
from mergecast.networks.by_hand import left_to_a_person
from mergecast.networks.charges import total

_NO_SETTINGS = Settings()
NO_WORDS = 0
"""The hash of a text without any: two images without words are not alike."""

_SPACE = b" \t\r\n"


def row(
    post: Post,
    schedule: Schedule,
    settings: Settings = _NO_SETTINGS,
    limited: Container[object] | None = None,
) -> Row:
    """The row of ``post``; equal texts for readers give equal hashes.

    A retracted post keeps its id, but has no time, words or references any more.
    ``limited`` are the campaigns that have a budget, None where that is not known:
    counting what a post costs is dear, and for nothing where nobody adds it up.
    """
    draft = post.publish_at is None
    if "retract" in post.data:
        nothing = (NO_WORDS,) * len(post.accounts)
        return Row(post.path, post.id, post.accounts, None, nothing, draft)
    return Row(
        post.path,
        post.id,
        post.accounts,
        None if schedule.at is None else int(schedule.at.timestamp()),
        _texts(post, settings),
        draft,
        _refers(post),
        _costs(post, settings, limited),
        post.text("campaign") or "",
        _hurried(post),
    )


def series_rows(
    series: Series,
    settings: Settings = _NO_SETTINGS,
    limited: Container[object] | None = None,
) -> Iterator[Row]:
    """A row for each day of a series, and one of its own, so that its id is known."""
    nothing = (NO_WORDS,) * len(series.accounts)
    yield Row(series.path, series.id, series.accounts, None, nothing)
    for turn in days(series):
        post = series.on(turn.day, turn.number)
        found = row(post, schedule_of(post, settings), settings, limited)
        yield found._replace(id=f"{series.id}~{turn.text}")


def _hurried(post: Post) -> str:
    hurries = post.text("lane") == REALTIME and post.publish_at == ASAP
    return (post.text("until") or "") if hurries else ""


def _costs(
    post: Post, settings: Settings, limited: Container[object] | None
) -> tuple[int, ...]:
    """By account; nothing for those to which a person posts, or that are samples."""
    if settings.budget is None:
        campaign = post.data.get("campaign")
        if campaign is None or (limited is not None and campaign not in limited):
            return ()
    return tuple(
        _cost(post, settings.accounts.get(key), settings) for key in post.accounts
    )


def _cost(post: Post, account: Account | None, settings: Settings) -> int:
    network = NETWORKS.get(account.network) if account else None
    if account is None or network is None or account.sample:
        return 0
    if left_to_a_person(post, account, settings.publishing) is not None:
        return 0
    if "incident" in post.data:  # waits for no money
        return 0
    bare = account.bare_domains
    return sum(
        total(
            network.charges(part.text, sum(bool(m.alt) for m in part.media), bare=bare)
        )
        for part in post.parts_for(account.key, account.network)
    )


def network_of(key: str, settings: Settings) -> str:
    """The network of an account, empty where it is not set up."""
    account = settings.accounts.get(key)
    return account.network if account else ""


def _texts(post: Post, settings: Settings) -> tuple[int, ...]:
    if not post.variants:
        return (_hash(post.parts),) * len(post.accounts)
    return tuple(
        _hash(post.parts_for(key, network_of(key, settings))) for key in post.accounts
    )


def _refers(post: Post) -> tuple[tuple[str, str], ...]:
    """``launch-2026~2026-11-24@acme:2`` is about the post ``launch-2026``."""
    named = (("reply_to", post.text("reply_to")), ("quote", post.text("quote")))
    return tuple(
        (field, re.split("[~@:]", name, maxsplit=1)[0])
        for field, name in named
        if name is not None and "/" not in name
    )


def _hash(parts: tuple[Part, ...]) -> int:
    # Without white space, not with less of it: a tenth of the time of split and join.
    words = b"\0".join(
        part.text.casefold().encode("utf-8", "replace").translate(None, _SPACE)
        for part in parts
    )
    if not words.strip(b"\0"):
        return NO_WORDS
    # Python keeps a number of 7 bytes in 32; two of 100,000 texts get the same one by
    # chance in one of 14 million calendars.
    return int.from_bytes(blake2b(words, digest_size=7).digest(), "big") or 1
