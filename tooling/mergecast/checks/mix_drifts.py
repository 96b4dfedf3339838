"""The weeks to come keep the mix that the team agreed on.

Where `planning` in mergecast.yaml says how much is planned ahead and how much of each
bucket there is, this week and the next are measured for each account, in whole posts.
Slots that are `reserved` and still free count as what they are kept for. `weeks` says
how many weeks are looked at: `mix-drifts: {weeks: 4}`. Who keeps the plan of the week
is told.

Passes::

    # mergecast.yaml
    planning: {planned: [50, 100], buckets: {evergreen: 100}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    bucket: evergreen
    text: It is out.

Fails::

    # mergecast.yaml
    planning: {planned: [70, 80], buckets: {evergreen: 60, industry: 20, reactive: 20}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    bucket: reactive
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import SupportsInt, cast

from mergecast.checks.base import Context, Options, Present
from mergecast.findings import Remark, Severity
from mergecast.model.moments import UnknownZoneError, zone
from mergecast.model.periods import Period, Span, period_of
from mergecast.model.plan import Plans
from mergecast.model.settings import Account, Settings
from mergecast.planning.days import Days
from mergecast.planning.measuring import measured
from mergecast.planning.mix import Drift, Mix, Share, is_agreed
from mergecast.source import Place

ID = "mix-drifts"
SEVERITY = Severity.INFO
OPTIONS: Options = {"weeks": 2}

_MOST = 4
"""Posts are known so many weeks ahead."""


def check(context: Context, present: Present) -> Iterable[Remark]:
    """Measure the weeks to come."""
    space = context.workspace
    if not is_agreed(space.settings):
        return
    count = min(_MOST, int(cast("SupportsInt", context.options["weeks"])))
    for account in space.settings.accounts.values():
        for week, mix in _weeks(account, space.settings, present, count):
            for share in mix.judged:
                if share.drift is not Drift.FINE:
                    yield _remark(week, mix, share, space.plans)


def _weeks(
    account: Account, settings: Settings, present: Present, count: int
) -> Iterator[tuple[Period, Mix]]:
    """The mix of an account in each week that has a post, by its own clock."""
    try:
        today = present.now.astimezone(zone(account.timezone)).date()
    except UnknownZoneError:
        return
    only = replace(settings, accounts={account.key: account})
    week = period_of(Span.WEEK, today)
    for _ in range(count):
        days = Days(week.first, week.last)
        for each in measured(present.calendar, days, only, present.now):
            if each.mix.planned.of > each.mix.room:
                yield week, each.mix
        week = week.next


def _remark(week: Period, mix: Mix, share: Share, plans: Plans) -> Remark:
    plan = next(iter(reversed(plans.on(week.first))), None)
    more = "more" if share.drift is Drift.LESS else "fewer"
    kept = f" ({mix.room} kept free)" if mix.room else ""
    return Remark(
        Place("mergecast.yaml", ("planning",), on_key=True),
        f"'{mix.account}' in {week.name}: {share.name} {share.percent:.0f} % of "
        f"{share.of}{kept}, agreed {share.agreed.least}-{share.agreed.most} %",
        hint=f"{abs(share.posts)} {more} would be in order; "
        "`mergecast calendar mix --view week` shows all",
        owner=plans.keeper(plan) if plan else "",
    )
