"""What the commands about people print, in the form that was asked for."""

from __future__ import annotations

from datetime import datetime

from mergecast.cli.people import covering, who
from mergecast.cli.session import Session
from mergecast.renderers import coverage as covered
from mergecast.renderers import people
from mergecast.renderers.report import Look


def team(session: Session, form: str) -> str:
    """Everybody on the team."""
    report = who.everybody(session)
    return people.team_json(report) if form == "json" else people.team_text(report)


def coverage(session: Session, asked: covering.Asked, form: str) -> str:
    """The map of a rota."""
    report = covering.coverage(session, asked)
    if form == "json":
        return covered.coverage_json(report)
    return covered.coverage_text(report, Look(session.colour))


def duty(session: Session, at: datetime | None, form: str) -> tuple[str, bool]:
    """Who is on duty, and whether anybody is."""
    report = who.duty(session, at)
    text = people.duty_json(report) if form == "json" else people.duty_text(report)
    return text, bool(report.there)


def balance(session: Session, form: str) -> str:
    """How work is shared."""
    report = who.balance(session)
    if form == "json":
        return people.balance_json(report)
    return people.balance_text(report)
