"""The playbooks that a team begins with: levels, who decides, one crisis, its words.

They name roles that somebody of the team holds, so that they hold from the first day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from mergecast.editing.filling import filled
from mergecast.model.crisis import LEVELS, MATRIX
from mergecast.model.statement import FOLDER as STATEMENTS
from mergecast.schemas.editors import modeline

_HERE = Path(__file__).with_name("starter_files") / "playbooks"
_CRISIS = "playbooks/crisis/outage.yaml"
_STATEMENT = f"{STATEMENTS}/outage.yaml"
_LEAD, _DUTY = "strategist", "moderator"
_DAILY = "open, assess, freeze, notify, statement, respond"
_ALL = "open, assess, freeze, thaw, notify, statement, respond, retract, close"

FILES = (LEVELS, MATRIX, _CRISIS, _STATEMENT)


def crisis_kit(roles: Collection[str]) -> dict[str, str]:
    """The files by path; none for a team in which nobody has a role."""
    if not roles:
        return {}
    first = next(iter(roles))
    lead = _LEAD if _LEAD in roles else first
    duty = _DUTY if _DUTY in roles else first
    words = {"lead": lead, "duty": duty}
    made = {
        LEVELS: ("levels", _text("levels.yaml", words)),
        MATRIX: ("matrix", "".join(f"{line}\n" for line in _matrix(lead, duty))),
        _CRISIS: ("crisis", _text("outage.yaml", words)),
        _STATEMENT: ("statement", _text("statement.yaml", words)),
    }
    return {
        path: f"{modeline(kind, path)}\n{text}" for path, (kind, text) in made.items()
    }


def _text(file: str, words: dict[str, str]) -> str:
    return filled((_HERE / file).read_text("utf-8"), words)


def _matrix(lead: str, duty: str) -> Iterator[str]:
    """One row a level; two roles have two cells, and stand in for each other."""
    yield f"# The {lead} edits this file; a change takes the approval of a policy."
    yield "# Who is told within how long of the opening, and who may then decide what."
    yield f"owner: {lead}"
    yield "levels:"
    for level, soon, later in (
        ("low", "2h", "24h"),
        ("mid", "30m", "2h"),
        ("high", "15m", "30m"),
    ):
        yield f"  {level}:"
        yield "    roles:"
        if duty != lead:
            yield f"      {duty}: {{may: [{_DAILY}], within: {soon}, backup: {lead}}}"
            yield f"      {lead}: {{may: [{_ALL}], within: {later}, backup: {duty}}}"
        else:
            yield f"      {lead}: {{may: [{_ALL}], within: {soon}}}"
        count = 2 if level == "high" and duty != lead else 1
        yield f"    respond: {{all_of: [{lead}], count: {count}}}"
        both = f"{lead}, {duty}" if duty != lead else lead
        yield f"    statement: {{any_of: [{both}]}}"
