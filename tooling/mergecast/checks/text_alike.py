"""A new post does not say nearly the same as another of its account.

Readers notice, and networks take it for spam. A new post is compared with those of the
same accounts that went out in the 90 days before it (`days`) or go out in the 90 after
it, by the words that they share of all that both have: 75 of 100 are too many
(`percent`). Links, mentions, case and order do not count, and of Chinese or Japanese
text it is pairs of characters. Posts of few words are left alone. The very same words
are for `text-repeated`, whose own `days` say how soon they may come again::

    checks: {text-alike: {severity: warning, days: 30, percent: 80}}

Passes::

    # calendar/2026/11/24-review.yaml
    id: review
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Every change is reviewed by a colleague before anything goes out.
    # calendar/2026/11/26-crisis.yaml
    id: crisis
    accounts: [acme]
    publish_at: 2026-11-26 09:00
    text: When something goes wrong, one command stops all scheduled posts at once.

Fails::

    # calendar/2026/11/24-review.yaml
    id: review
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Every change is reviewed by a colleague before anything goes out.
    # calendar/2026/12/18-review-again.yaml
    id: review-again
    accounts: [acme]
    publish_at: 2026-12-18 09:00
    text: Before anything goes out, every single change is reviewed by a colleague!
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from mergecast.checks.base import AsOf, Context, Options
from mergecast.checks.basis.likeness import likeness, words
from mergecast.checks.basis.newcomers import is_newcomer
from mergecast.checks.basis.side_by_side import days_of
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.spoken import span

ID = "text-alike"
SEVERITY = Severity.WARNING
_DAYS, _PERCENT = 90, 75
OPTIONS: Options = {"days": _DAYS, "percent": _PERCENT}


def check(post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
    """Compare a new post with those beside it; the most alike is named."""
    at = context.schedule.at
    if at is None or not as_of.beside or not is_newcomer(post, context, as_of):
        return
    settings = context.workspace.settings
    days, least = days_of(context.options, _DAYS), _least(context.options)
    found = []
    for other in as_of.beside:
        there = schedule(other, settings).at
        if there is None or abs(there - at) > days or "retract" in other.data:
            continue
        each = [pair for pair in _shares(post, other, context) if pair[0] >= least]
        if each:
            found.append((*max(each), other.id, other, there - at))
    if found:
        share, account, _, other, apart = max(found, key=lambda one: one[:3])
        side = "after" if apart > timedelta() else "before"
        yield Remark(
            post.span("text" if "text" in post.data else "thread"),
            f"'{account}' says nearly the same in '{other.id}', {span(abs(apart))} "
            f"{side} it ({other.path}; {share:.0%} of the words)",
            hint="say it in other words, or drop one of the two",
        )


def _shares(post: Post, other: Post, context: Context) -> Iterator[tuple[float, str]]:
    """How alike the two are on each account that they share, unless they are equal."""
    for key in post.accounts:
        if key in other.accounts:
            one, two = _said(post, key, context), _said(other, key, context)
            if one.split() != two.split():
                yield likeness(words(one), words(two)), key


def _said(post: Post, key: str, context: Context) -> str:
    account = context.workspace.settings.accounts.get(key)
    parts = post.parts_for(key, account.network if account else "")
    return "\n".join(part.text for part in parts).casefold()


def _least(options: Options) -> float:
    found = options.get("percent")
    percent = found if type(found) is int and 50 <= found <= 100 else _PERCENT
    return percent / 100
