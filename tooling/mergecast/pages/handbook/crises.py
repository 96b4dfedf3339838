"""Pages for a crisis: levels, who decides, playbooks, statements, and what happened."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.crisis import DECISIONS, Facts, Levels, Matrix, Playbook, Row
from mergecast.model.incident import Incident, Retro
from mergecast.model.statement import Statement, Variable
from mergecast.pages.facts import Site
from mergecast.pages.handbook.blocks import (
    Words,
    bullets,
    code,
    heading,
    inline,
    paragraph,
    quote,
    steps,
    strong,
    table,
)
from mergecast.pages.markup import Markup, join
from mergecast.pages.words import length


def levels_page(site: Site, levels: Levels) -> Iterator[Markup]:
    """What is asked, and which level it comes to."""
    yield heading(site.say("What is asked"))
    yield bullets(
        inline(code(each.key), f" {each.ask} ", _kind(site, counts=each.counts))
        for each in levels.facts.values()
    )
    for key, level in levels.levels.items():
        yield heading(f"{key}: {level.title}")
        yield paragraph(level.means or "")
        where = [_condition(site, one, least=True) for one in level.any_of]
        yield (
            bullets(inline(site.say("where"), " ", each) for each in where)
            if where
            else paragraph(site.say("where nothing graver holds"))
        )
        yield bullets(
            inline(
                strong(site.say("example")),
                f" {case.because} (",
                _condition(site, case.facts, least=False),
                ")",
            )
            for case in level.cases
        )


def _kind(site: Site, *, counts: bool) -> str:
    return f"({site.say('how many' if counts else 'yes or no')})"


def _condition(site: Site, facts: Facts, *, least: bool) -> Markup:
    said: list[Words] = []
    for name, value in facts.items():
        if said:
            said.append(f" {site.say('and')} ")
        if isinstance(value, bool):
            answer = site.say("yes" if value else "no")
        else:
            answer = f"{'≥ ' if least else ''}{value}"
        said += [code(name), f" {answer}"]
    return inline(*said)


def matrix_page(site: Site, matrix: Matrix) -> Iterator[Markup]:
    """Who is told how soon, and who may decide what."""
    head = [site.say(each) for each in ("role", "is told within", "may", "backup")]
    for row in matrix.rows.values():
        yield heading(site.say("Level {level}", level=row.level))
        yield table(
            head,
            (
                (
                    site.named(cell.role),
                    length(site.language, cell.within),
                    ", ".join(site.say(each) for each in DECISIONS if each in cell.may)
                    or site.say("nothing alone"),
                    site.named(cell.backup) if cell.backup else site.say("none"),
                )
                for cell in row.cells.values()
            ),
        )
        yield bullets(_needs(site, row))


def _needs(site: Site, row: Row) -> Iterator[str]:
    for need, words in (
        (row.respond, "an answer needs {who}"),
        (row.statement, "a holding statement, word for word, needs only {who}"),
    ):
        if need is not None:
            places = (
                f" {site.say('or')} ".join(map(site.named, roles))
                for roles in need.places
            )
            anyone = site.say("anyone")
            who = f" {site.say('and')} ".join(each or anyone for each in places)
            yield site.say(words, who=who)


def playbook_page(site: Site, playbook: Playbook) -> Iterator[Markup]:
    """What to do, step by step, as somebody reads it at night."""
    yield heading(site.say("It has begun when"))
    yield bullets(playbook.triggers)
    yield heading(site.say("What to do"))
    yield steps(
        inline(
            strong(site.say(phase.name)),
            f" · {site.named(phase.owner)} · {_within(site, phase.name)} "
            f"{length(site.language, phase.within)}",
            bullets(phase.do),
        )
        for phase in playbook.phases.values()
    )
    yield heading(site.say("At hand"))
    level = playbook.level or site.say("the mildest")
    yield bullets(
        [
            inline(site.say("level until it is assessed"), ": ", code(level)),
            *_at_hand(site, playbook),
        ]
    )


def _within(site: Site, phase: str) -> str:
    closing = phase == "record"
    return site.say("after the closing, within" if closing else "within")


def _at_hand(site: Site, playbook: Playbook) -> Iterator[Markup]:
    for words, values in (
        ("what is frozen", playbook.freeze),
        ("statements", playbook.statements),
        ("channels", playbook.channels),
    ):
        if values:
            yield inline(site.say(words), ": ", ", ".join(values))


def statement_page(site: Site, statement: Statement) -> Iterator[Markup]:
    """The words in each language, and what is filled in."""
    if statement.use:
        yield paragraph(strong(site.say("When")), " ", statement.use)
    if statement.levels:
        said = ", ".join(statement.levels)
        yield paragraph(strong(site.say("Levels")), " ", said)
    for locale, text in statement.texts.items():
        yield heading(locale)
        yield quote(text)
    if statement.variables:
        yield heading(site.say("What is filled in"))
        yield bullets(
            inline(code(name), f" {each.ask} ", _limits(site, each))
            for name, each in statement.variables.items()
        )


def _limits(site: Site, variable: Variable) -> str:
    said = [site.say(variable.kind.value)]
    if variable.choices:
        said.append(" / ".join(variable.choices))
    if variable.hosts:
        said.append(", ".join(variable.hosts))
    return f"({', '.join(said)})"


def incident_page(site: Site, incident: Incident) -> Iterator[Markup]:
    """What happened when, and what was learnt."""
    state = site.say("closed" if incident.closed else "open")
    told = f"{site.say('Level {level}', level=incident.level)} · {state}"
    yield paragraph(f"{told} · {incident.playbook} · {incident.timezone}")
    yield heading(site.say("What happened"))
    yield table(
        [site.say("when"), site.say("step"), site.say("what")],
        (
            (each.at, site.say(each.step), inline(each.what, *_by(site, each.who)))
            for each in incident.timeline
        ),
    )
    if incident.retro is not None:
        yield join(_retro(site, incident.retro))


def _by(site: Site, who: str | None) -> tuple[str, ...]:
    return (f" ({site.named(who)})",) if who else ()


def _retro(site: Site, retro: Retro) -> Iterator[Markup]:
    yield heading(site.say("What we learnt, {day}", day=retro.day))
    yield paragraph(retro.case or "")
    for words, values in (("went well", retro.well), ("went badly", retro.badly)):
        yield bullets(inline(strong(site.say(words)), f" {each}") for each in values)
    if retro.why:
        yield paragraph(strong(site.say("why")), f" {retro.why}")
    yield bullets(
        inline(
            strong(site.say("changes")),
            f" {each.do} ({site.named(each.who)}{f', {each.due}' if each.due else ''})",
        )
        for each in retro.changes
    )
    if retro.no_change_because:
        words = site.say("nothing changes, because")
        yield paragraph(f"{words} {retro.no_change_because}")
