"""Pages for how a team works: processes, meetings, minutes, decisions."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.process import Decision, Meeting, Minutes, Process, Step
from mergecast.pages.facts import Site
from mergecast.pages.handbook.blocks import (
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
from mergecast.pages.markup import Markup
from mergecast.pages.words import length


def process_page(site: Site, process: Process) -> Iterator[Markup]:
    """How it is done, for whoever stands in."""
    yield paragraph(strong(site.say("When")), f" {process.trigger}")
    if process.role:
        yield paragraph(strong(site.say("For")), f" {site.named(process.role)}")
    yield heading(site.say("Steps"))
    yield steps(_step(site, each) for each in process.steps)
    if process.scores:
        yield heading(site.say("Scores, 1 to 5"))
        head = [site.say("what"), "1", "5"]
        yield table(head, ((each.what, each.low, each.high) for each in process.scores))
    if process.answers:
        yield heading(site.say("Words to begin from"))
        for name, answer in process.answers.items():
            yield paragraph(strong(name))
            yield quote(answer)
    if process.notify:
        told = ", ".join(map(site.named, process.notify))
        yield paragraph(strong(site.say("Is told")), f" {told}")
    if process.evidence:
        yield paragraph(strong(site.say("Done when")), f" {process.evidence}")


def _step(site: Site, step: Step) -> Markup:
    said = [site.named(step.owner)] if step.owner else []
    if step.within is not None:
        said.append(f"{site.say('within')} {length(site.language, step.within)}")
    more = f" ({', '.join(said)})" if said else ""
    see = (" ", code(step.see)) if step.see else ()
    return inline(f"{step.do}{more}", *see)


def meeting_page(site: Site, meeting: Meeting) -> Iterator[Markup]:
    """What the meeting is for, and what is spoken about."""
    when = meeting.when or site.say(f"every {meeting.every}")
    minutes = f"{meeting.minutes} {site.say('min')}"
    yield paragraph(strong(site.say("When")), f" {when}, {minutes}")
    if meeting.roles:
        yield paragraph(
            strong(site.say("Who")), f" {', '.join(map(site.named, meeting.roles))}"
        )
    yield heading(site.say("Agenda"))
    yield steps(
        each.topic + (f" ({each.minutes} {site.say('min')})" if each.minutes else "")
        for each in meeting.agenda
    )


def minutes_page(site: Site, minutes: Minutes) -> Iterator[Markup]:
    """What came of a meeting."""
    for words, values in (("Wins", minutes.wins), ("Help needed", minutes.help)):
        if values:
            yield heading(site.say(words))
            yield bullets(values)
    if minutes.actions:
        yield heading(site.say("Actions"))
        yield table(
            [site.say(each) for each in ("what", "who", "until", "done")],
            (
                (each.do, site.named(each.who), each.due or "", each.done or "")
                for each in minutes.actions
            ),
        )


def decision_page(site: Site, decision: Decision) -> Iterator[Markup]:
    """What was decided, and why."""
    by = ", ".join(site.named(each) for each in decision.by)
    told = [site.say(decision.state), decision.day, by]
    yield paragraph(" · ".join(filter(None, told)))
    yield heading(site.say("Because"))
    yield quote(decision.because)
    yield heading(site.say("Decision"))
    yield quote(decision.decision)
    for words, values in (
        ("What else was thought of", decision.instead_of),
        ("What it changes", decision.changes),
    ):
        if values:
            yield heading(site.say(words))
            yield bullets(values)
