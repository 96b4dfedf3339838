"""The stand-up of a day for programs."""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.findings import Finding
from mergecast.planning.ahead import WeekAhead
from mergecast.renderers.calendar_json import post_value
from mergecast.renderers.calendar_mix import mix_value
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.people import duty_value
from mergecast.renderers.today import StandUp, Waiting


def today_json(report: StandUp) -> str:
    """The stand-up as JSON; instants are in UTC."""
    return encode_document(
        now=report.now.isoformat(),
        until=report.until.isoformat(),
        on_duty=[duty_value(each) for each in report.there],
        away=[
            {"name": each.name, "until": each.until, "stand_in": each.stand_in}
            for each in report.absent
        ],
        goes_out=[
            {
                "key": each.key,
                "at": each.at.isoformat(),
                "state": each.verb,
                "reason": each.reason,
                "path": each.path,
            }
            for each in report.coming
        ],
        went_out=[
            {
                "key": each.key,
                "at": each.at.isoformat(),
                "link": each.link,
                "lane": each.lane or None,
            }
            for each in report.live
        ],
        reserved_slots=[
            {"account": each.account, "left": each.free, "of": each.of}
            for each in report.kept_free
        ],
        waits=[_waiting(each) for each in report.waiting],
        frozen=list(report.frozen),
        broken=list(report.broken),
        incidents=list(report.incidents),
        process=[_process(each) for each in report.findings],
        notes=list(report.notes),
        week=_week(report.ahead) if report.ahead else None,
    )


def _week(week: WeekAhead) -> Mapping[str, object]:
    return {
        "first": week.shown.first.isoformat(),
        "last": week.shown.last.isoformat(),
        "zone": week.zone.key,
        "posts": [
            post_value(each, week.zone) for own in week.days.values() for each in own
        ],
        "empty": [
            {
                "account": gap.account,
                "at": gap.at.isoformat() if gap.at else None,
                "kept_free": gap.kept,
            }
            for gap in week.gaps
        ],
        "mix": [mix_value(each) for each in week.mixes],
    }


def _waiting(each: Waiting) -> Mapping[str, str]:
    return {
        "key": each.key,
        "state": each.verb,
        "reason": each.reason,
        "settle": each.settle,
    }


def _process(each: Finding) -> Mapping[str, object]:
    return {
        "id": each.id,
        "severity": each.severity.value,
        "owner": each.owner or None,
        "path": each.path,
        "line": each.span.line,
        "message": each.message,
        "hint": each.hint,
    }
