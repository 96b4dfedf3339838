"""The week ahead as parts of a stand-up: day by day, empty slots, and the mix."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from mergecast.planning.agenda import Entry
from mergecast.planning.ahead import Gap, WeekAhead
from mergecast.planning.mix import Drift, Mix, Share
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.sections import Encode, Section

_TITLE = 60


def ahead_sections(week: WeekAhead, encode: Encode, code: Encode) -> Iterator[Section]:
    """The parts; ``code`` encodes what is a name or command."""
    first, last = week.shown.first, week.shown.last
    zone = week.zone
    yield Section(
        f"week {first:%V}, {first} to {last}",
        [
            f"{day:%a %d %b} {_post(each, zone, encode, code)}"
            for day, entries in week.days.items()
            for each in entries
        ],
        "nothing is planned",
    )
    yield Section(
        "empty this week",
        [
            f"{code(key)}: {_gaps(list(gaps), zone)}"
            for key, gaps in groupby(week.gaps, lambda gap: gap.account)
        ],
        "no slot is",
    )
    if week.mixes:
        lines = [f"{code(each.account)}: {_mix(each)}" for each in week.mixes]
        yield Section("mix of the week", lines)


def _post(each: Entry, zone: ZoneInfo, encode: Encode, code: Encode) -> str:
    at = each.at.astimezone(zone) if each.at else None
    when = f"{'until ' if each.asap else ''}{at:%H:%M}" if at else ""
    where = ", ".join(each.post.accounts)
    title = encode(shorten(each.title, _TITLE))
    return f"{when} {code(each.post.name)} on {encode(where)}, {each.stage}: {title}"


def _gaps(gaps: list[Gap], zone: ZoneInfo) -> str:
    if gaps[0].at is None:
        return "nothing all week"
    told = (
        f"{gap.at.astimezone(zone):%a %H:%M}{' (kept free)' if gap.kept else ''}"
        for gap in gaps
        if gap.at is not None
    )
    return ", ".join(told)


def _mix(mix: Mix) -> str:
    told = [_share(each) for each in mix.shares if each.of]
    if mix.unsorted:
        told.append(f"{len(mix.unsorted)} without a bucket")
    return ", ".join(told)


def _share(share: Share) -> str:
    agreed = f"{share.agreed.least}-{share.agreed.most}"
    told = f"{share.name} {share.percent:.0f} % ({agreed} agreed"
    if share.drift is Drift.FINE:
        return f"{told})"
    word = "more" if share.drift is Drift.LESS else "fewer"
    return f"{told}: {abs(share.posts)} {word})"
