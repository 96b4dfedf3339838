"""A page for each way of working: process guide, meeting, minutes, decision."""

from __future__ import annotations

from mergecast.model.process import Action, Decision, Meeting, Minutes, Process, Step
from mergecast.model.spoken import span
from mergecast.renderers.playbook_pages import (
    Lines,
    items,
    kept,
    paged,
    paragraphs,
    section,
)
from mergecast.renderers.sinks import Sink


def process_page(process: Process, sink: Sink) -> str:
    """How it is done, for whoever stands in."""
    return paged(process.title, _process(process, sink), sink)


def _process(process: Process, sink: Sink) -> Lines:
    yield from kept(process.keeping, sink)
    yield f"{sink.strong('When')}: {sink.words(process.trigger)}"
    if process.role:
        yield f"{sink.strong('For')}: {sink.words(process.role)}"
    yield from section("Steps")
    for number, step in enumerate(process.steps, 1):
        yield f"{number}. {step_line(step, sink)}"
    if process.scores:
        yield from section("Scores, 1 to 5")
        for each in process.scores:
            ends = f"1: {sink.words(each.low)}; 5: {sink.words(each.high)}"
            yield f"- {sink.words(each.what)} ({ends})"
    if process.answers:
        yield from section("Words to begin from")
        for name, answer in process.answers.items():
            yield f"- {sink.code(name)}: {sink.words(answer)}"
    yield ""
    if process.notify:
        told = ", ".join(map(sink.words, process.notify))
        yield from (f"{sink.strong('Is told')}: {told}", "")
    if process.evidence:
        yield f"{sink.strong('Done when')}: {sink.words(process.evidence)}"


def step_line(step: Step, sink: Sink) -> str:
    """One step on one line: what, whose, how soon, and where to look."""
    said = [sink.words(step.do)]
    if step.owner:
        said.append(sink.words(step.owner))
    if step.within is not None:
        said.append(f"within {span(step.within)}")
    line = said[0] + (f" ({', '.join(said[1:])})" if said[1:] else "")
    return f"{line}: {sink.code(step.see)}" if step.see else line


def meeting_page(meeting: Meeting, sink: Sink) -> str:
    """What the meeting is for; its agenda of today is made by ``process start``."""
    return paged(meeting.title, _meeting(meeting, sink), sink)


def _meeting(meeting: Meeting, sink: Sink) -> Lines:
    yield from kept(meeting.keeping, sink)
    when = sink.words(meeting.when) if meeting.when else f"every {meeting.every}"
    yield f"{sink.strong('When')}: {when}, {meeting.minutes} minutes"
    if meeting.roles:
        yield f"{sink.strong('Who')}: {', '.join(map(sink.words, meeting.roles))}"
    yield from section("Agenda")
    for number, topic in enumerate(meeting.agenda, 1):
        minutes = f" ({topic.minutes} min)" if topic.minutes else ""
        yield f"{number}. {sink.words(topic.topic)}{minutes}"


def minutes_page(minutes: Minutes, sink: Sink) -> str:
    """What came of a meeting."""
    return paged(f"{minutes.meeting}, {minutes.day}", _minutes(minutes, sink), sink)


def _minutes(minutes: Minutes, sink: Sink) -> Lines:
    for title, values in (("Wins", minutes.wins), ("Help needed", minutes.help)):
        if values:
            yield from section(title)
            yield from items(values, sink)
    if minutes.actions:
        yield from section("Actions")
        yield from (action_line(each, sink) for each in minutes.actions)


def action_line(action: Action, sink: Sink) -> str:
    """An action with a box, ticked where it is done."""
    box = "x" if action.done else " "
    due = f", by {action.due}" if action.due else ""
    done = f", done {action.done}" if action.done else ""
    return f"- [{box}] {sink.words(action.do)} ({sink.words(action.who)}{due}{done})"


def decision_page(decision: Decision, sink: Sink) -> str:
    """What was decided, and why."""
    title = f"{decision.number}: {decision.title}"
    return paged(title, _decision(decision, sink), sink)


def _decision(decision: Decision, sink: Sink) -> Lines:
    by = f" by {', '.join(map(sink.words, decision.by))}" if decision.by else ""
    yield f"{decision.state.capitalize()} on {decision.day}{by}"
    if decision.state == "proposed" and decision.answer_by:
        yield f"Whoever disagrees says so until {decision.answer_by}."
    if decision.replaces:
        yield f"It replaces {sink.code(decision.replaces)}."
    yield from section("Because")
    yield from paragraphs(decision.because, sink)
    yield from section("Decision")
    yield from paragraphs(decision.decision, sink)
    for title, values in (
        ("What else was thought of", decision.instead_of),
        ("What it changes", decision.changes),
    ):
        if values:
            yield from section(title)
            yield from items(values, sink)
