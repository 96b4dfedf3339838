"""The calendar for programs, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from mergecast.planning.agenda import Entry
from mergecast.renderers.calendar_shown import CalendarReport
from mergecast.renderers.encoders.ascii_json import encode_document


def calendar_json(report: CalendarReport) -> str:
    """The calendar as JSON; times with the offset of the zone that was asked for."""
    return encode_document(
        zone=report.zone.key,
        first=report.shown.first.isoformat(),
        last=report.shown.last.isoformat(),
        posts=_listed(report.entries, report),
        ideas=_listed(report.ideas, report),
        notes=[
            {
                "day": day.isoformat(),
                "text": each.text,
                "hours": each.hours or None,
                "calendar": each.calendar or None,
                "stops": each.stops,
            }
            for day in report.shown
            for each in report.notes.days.get(day, ())
        ],
        unread=dict(report.notes.unread),
    )


def _listed(
    entries: Iterable[Entry], report: CalendarReport
) -> list[dict[str, object]]:
    return [post_value(each, report.zone) for each in entries]


def post_value(each: Entry, zone: ZoneInfo) -> dict[str, object]:
    """One post, its time with the offset of a zone."""
    post = each.post
    return {
        "id": post.id,
        **({"date": post.date} if post.date else {}),
        "path": post.path,
        "at": each.at.astimezone(zone).isoformat() if each.at else None,
        "asap": each.asap,
        "zone": each.zone,
        "accounts": list(post.accounts),
        "stage": each.stage.value,
        "title": each.title,
        **{name: post.text(name) for name in ("bucket", "campaign", "owner", "locale")},
        "parts": len(post.parts),
        "url": each.url,
    }
