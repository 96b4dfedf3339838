"""The timeline of an incident's file: its steps, and what else is on record of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from mergecast.cli.warroom.meant import writable
from mergecast.cli.warroom.scene import Scene
from mergecast.errors import GitError, MergecastError
from mergecast.incidents.history import History, Step
from mergecast.incidents.timeline import Note, notes, posts_of
from mergecast.loading import bundle
from mergecast.model.event import EventKind

_A_DAY = timedelta(days=1)
_STEPS = frozenset({"open", "assess", "notify", "respond", "close"})


def timeline(here: Scene, history: History, where: tzinfo) -> Iterator[str]:
    """The entries, in the order of time; what is no step is a note.

    Members are named, and nobody else: who is in no team file did not agree to stand
    in one.
    """
    events = list(here.view.events(history.opened.date()))
    found: list[tuple[datetime, int, str]] = []
    for step in history.steps:
        if step.name in _STEPS:
            words = (step.name, step.by, _what(step))
            found.append((step.at, 0, _entry(here, step.at.astimezone(where), *words)))
    known = posts_of(history, events)
    for note in (*notes(history, events), *_commits(here, history, known)):
        words = ("note", note.by or "", note.what)
        found.append((note.at, 1, _entry(here, note.at.astimezone(where), *words)))
    # An entry is of a minute; what came in one stands in the order of its seconds.
    yield from (text for _, _, text in sorted(found, key=lambda one: one[:2]))


def _entry(here: Scene, at: datetime, step: str, by: str, what: str) -> str:
    members = here.space.team.members if here.space else {}
    who = f"who: {by}, " if by in members else ""
    said = quoted(writable(what).strip() or step)
    return f"  - {{at: {at:%Y-%m-%d %H:%M}, step: {step}, {who}what: {said}}}"


def _what(step: Step) -> str:
    said = step.said
    words = {
        "open": said.get("summary"),
        "assess": f"level {said.get('level')}",
        "notify": f"told {said.get('who')}",
        "respond": said.get("what"),
        "close": said.get("why"),
    }
    return str(words.get(step.name) or step.name)


def quoted(text: str) -> str:
    """A text as it can stand in a file."""
    return json.dumps(text, ensure_ascii=False)


def _commits(here: Scene, history: History, posts: tuple[str, ...]) -> Iterator[Note]:
    """What was merged since of the incident's own files.

    Since what the last run before it read: dates of commits prove little. Where no run
    is on record, by their dates all the same.
    """
    source = here.source
    if source is None:
        return
    then = main_then(here, history)
    since = f"{then}..{source.commit}" if then else source.commit
    by_date = () if then else (f"--since={int(history.opened.timestamp())}",)
    paths = [
        f"playbooks/incidents/{history.id}.yaml",
        f"playbooks/crisis/{history.playbook}.yaml",
    ]
    for post in posts:
        try:
            found = bundle.find(source.git, source.commit, post)
        except MergecastError:
            continue
        paths += [found.post.path] if found is not None else []
    try:
        told = source.git.text(
            *("log", "--no-merges", "--reverse", "--format=%ct%x00%ae%x00%s"),
            *(*by_date, since, "--", *paths),
        )
    except GitError:
        return  # a clone that does not reach back so far
    team = here.space.team.members.values() if here.space else ()
    mails = {one.email.casefold(): one.key for one in team if one.email}
    for line in told.splitlines():
        at, mail, subject = line.split("\0")
        when = datetime.fromtimestamp(int(at), history.opened.tzinfo)
        by = mails.get(mail.casefold())
        yield Note(max(when, history.opened), f"merged: {subject}", by)


def main_then(here: Scene, history: History) -> str | None:
    """The commit that the last run before an incident read, as far as one did."""
    ticks = [
        event
        for event in here.view.events((history.opened - _A_DAY).date())
        if event.kind is EventKind.TICK and event.at <= history.opened
    ]
    return str(ticks[-1].body["main"]) if ticks else None
