"""A page for each crisis file: levels, matrix, playbook, statement and incident.

Written once for every reader: a ``Sink`` says how what people wrote gets there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mergecast.model.approval import Need
from mergecast.model.crisis import DECISIONS, Cell, Facts, Levels, Matrix, Playbook, Row
from mergecast.model.incident import Incident, Retro
from mergecast.model.keeping import Keeping
from mergecast.model.spoken import span
from mergecast.model.statement import Statement, VariableKind
from mergecast.renderers.sinks import Sink

Lines = Iterator[str]


def levels_page(levels: Levels, sink: Sink) -> str:
    """What is asked, and which level it comes to."""
    return paged("How grave is it?", _levels(levels, sink), sink)


def _levels(levels: Levels, sink: Sink) -> Lines:
    yield from kept(levels.keeping, sink)
    yield from section("What is asked")
    for fact in levels.facts.values():
        kind = "how many" if fact.counts else "yes or no"
        yield f"- {sink.code(fact.key)}: {sink.words(fact.ask)} ({kind})"
    for key, level in levels.levels.items():
        yield from section(f"{sink.code(key)}: {sink.words(level.title)}")
        if level.means:
            yield from (sink.words(level.means), "")
        yield from (
            f"- where {_condition(one, sink, 'at least ')}" for one in level.any_of
        )
        if not level.any_of:
            yield "- where nothing graver holds"
        yield from (
            f"- example: {sink.words(case.because)} ({_condition(case.facts, sink)})"
            for case in level.cases
        )


def _condition(facts: Facts, sink: Sink, least: str = "") -> str:
    """The facts of a set, where a number means at least so many, or of an example."""
    said = []
    for name, value in facts.items():
        if isinstance(value, bool):
            said.append(f"{sink.code(name)} {'yes' if value else 'no'}")
        else:
            said.append(f"{sink.code(name)} {least}{value}")
    return " and ".join(said)


def matrix_page(matrix: Matrix, sink: Sink) -> str:
    """Who is told how soon, and who may decide what."""
    return paged("Who decides", _matrix(matrix, sink), sink)


def _matrix(matrix: Matrix, sink: Sink) -> Lines:
    yield from kept(matrix.keeping, sink)
    for row in matrix.rows.values():
        yield from section(f"Level {sink.code(row.level)}")
        yield "| role | is told within | may | backup |"
        yield "|---|---|---|---|"
        yield from (_cell(cell, sink) for cell in row.cells.values())
        yield ""
        yield from _needs(row, sink)


def _cell(cell: Cell, sink: Sink) -> str:
    may = ", ".join(each for each in DECISIONS if each in cell.may) or "nothing alone"
    backup = sink.words(cell.backup) if cell.backup else "none"
    within = span(cell.within)
    return f"| {sink.words(cell.role)} | {within} | {may} | {backup} |"


def _needs(row: Row, sink: Sink) -> Lines:
    if row.respond is not None:
        yield f"- an answer needs {needed(row.respond, sink)}"
    if row.statement is not None:
        yield (
            "- a holding statement, word for word, needs only "
            f"{needed(row.statement, sink)}"
        )


def needed(need: Need, sink: Sink) -> str:
    """Who has to approve, in words."""
    said = []
    for roles in need.places:
        any_of = " or ".join(sink.words(role) for role in roles)
        said.append(any_of or "anyone")
    return " and ".join(said) + (", all different people" if len(said) > 1 else "")


def crisis_page(playbook: Playbook, sink: Sink) -> str:
    """What to do, step by step, as somebody reads it at night."""
    return paged(playbook.title, _crisis(playbook, sink), sink)


def _crisis(playbook: Playbook, sink: Sink) -> Lines:
    yield from kept(playbook.keeping, sink)
    yield from section("It has begun when")
    yield from items(playbook.triggers, sink)
    yield from section("What to do")
    for number, phase in enumerate(playbook.phases.values(), 1):
        since = "of the closing" if phase.name == "record" else "of the opening"
        yield (
            f"{number}. {sink.strong(phase.name.capitalize())}, "
            f"{sink.words(phase.owner)}, within {span(phase.within)} {since}"
        )
        yield from (f"   - {sink.words(each)}" for each in phase.do)
    yield from section("At hand")
    yield f"- level until it is assessed: {sink.code(playbook.level or 'the mildest')}"
    for name, values in (
        ("what is frozen", playbook.freeze),
        ("statements", playbook.statements),
    ):
        if values:
            yield f"- {name}: {', '.join(sink.code(each) for each in values)}"
    if playbook.channels:
        yield f"- channels: {'; '.join(sink.words(each) for each in playbook.channels)}"


def statement_page(statement: Statement, sink: Sink) -> str:
    """The words in each language, and what is filled in."""
    return paged(statement.title, _statement(statement, sink), sink)


def _statement(statement: Statement, sink: Sink) -> Lines:
    yield from kept(statement.keeping, sink)
    if statement.use:
        yield from (f"{sink.strong('When')}: {sink.words(statement.use)}", "")
    if statement.levels:
        levels = ", ".join(sink.code(each) for each in statement.levels)
        yield from (f"{sink.strong('Levels')}: {levels}", "")
    for locale, text in statement.texts.items():
        yield from section(sink.code(locale))
        yield from (f"> {sink.words(line)}" for line in text.split("\n"))
    if statement.variables:
        yield from section("What is filled in")
    for name, variable in statement.variables.items():
        more = {
            VariableKind.WORDS: f"at most {variable.longest} characters",
            VariableKind.CHOICE: " / ".join(map(sink.words, variable.choices)),
            VariableKind.LINK: f"under {', '.join(map(sink.code, variable.hosts))}",
        }.get(variable.kind)
        said = f"{variable.kind}, {more}" if more else f"{variable.kind}"
        yield f"- {sink.code(name)}: {sink.words(variable.ask)} ({said})"


def incident_page(incident: Incident, sink: Sink) -> str:
    """What happened when, and what was learnt."""
    return paged(incident.title, _incident(incident, sink), sink)


def _incident(incident: Incident, sink: Sink) -> Lines:
    state = "closed" if incident.closed else "open"
    yield (
        f"Level {sink.code(incident.level)}, playbook {sink.code(incident.playbook)}, "
        f"{state}; times in {sink.words(incident.timezone)}"
    )
    yield from section("What happened")
    for entry in incident.timeline:
        who = f", {sink.words(entry.who)}" if entry.who else ""
        yield f"- {entry.at} {sink.strong(entry.step)}{who}: {sink.words(entry.what)}"
    if incident.retro is not None:
        yield from _retro(incident.retro, sink)


def _retro(retro: Retro, sink: Sink) -> Lines:
    yield from section(f"What we learnt, {retro.day}")
    if retro.case:
        yield from (*paragraphs(retro.case, sink), "")
    yield from (f"- went well: {sink.words(each)}" for each in retro.well)
    yield from (f"- went badly: {sink.words(each)}" for each in retro.badly)
    if retro.why:
        yield f"- why: {sink.words(retro.why)}"
    for each in retro.changes:
        file = f" in {sink.code(each.file)}" if each.file else ""
        due = f", by {each.due}" if each.due else ""
        yield f"- changes: {sink.words(each.do)}{file} ({sink.words(each.who)}{due})"
    if retro.no_change_because:
        yield f"- nothing changes, because {sink.words(retro.no_change_because)}"


def paged(title: str, lines: Iterable[str], sink: Sink) -> str:
    """A page with its title, without blank lines in a row."""
    found = [f"# {sink.words(title)}", "", *lines]
    kept_lines = [
        line for number, line in enumerate(found) if line or found[number - 1]
    ]
    return "\n".join(kept_lines).rstrip("\n") + "\n"


def section(title: str) -> Sequence[str]:
    """A heading with room around it; ``title`` is encoded already."""
    return ("", f"## {title}", "")


def items(values: Iterable[str], sink: Sink) -> Lines:
    """A list of what people wrote."""
    yield from (f"- {sink.words(each)}" for each in values)


def paragraphs(text: str, sink: Sink) -> Lines:
    """What people wrote on several lines."""
    yield from (sink.words(line) for line in text.split("\n"))


def kept(keeping: Keeping, sink: Sink) -> Lines:
    """Who keeps the file, where it says so."""
    if keeping.owner is not None:
        until = (
            f", to be read again by {keeping.review_by}" if keeping.review_by else ""
        )
        yield from (f"Kept by {sink.words(keeping.owner)}{until}.", "")
