"""What `crisis scan` and `retro` do: what would look bad now, and what was learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from mergecast.cli.session import Session
from mergecast.cli.warroom.proposed import Change, propose, put
from mergecast.cli.warroom.scene import Scene, scene
from mergecast.cli.warroom.timeline import main_then, quoted, timeline
from mergecast.cli.wiring import published
from mergecast.crisis.rights import gravest
from mergecast.errors import MergecastError, UsageError
from mergecast.incidents.history import History
from mergecast.incidents.steps import NOT_DONE, Deed
from mergecast.model.incident import Incident
from mergecast.model.moments import zone
from mergecast.renderers.encoders.markdown import encode_code
from mergecast.repository.trees import CommitTree

_A_DAY = timedelta(days=1)
_WHERE = ("calendar", "styleguide/assets")


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of what is scheduled that has one of the words."""

    path: str
    line: int
    term: str
    text: str


def scan(session: Session, terms: Sequence[str]) -> list[Hit]:
    """Every line of posts and assets on the publishing branch with one of the words.

    Raises:
        MergecastError: there is no word, or the branch cannot be read.
    """
    wanted = [term.strip() for text in terms for term in text.split(",")]
    wanted = [term for term in wanted if term]
    if not wanted:
        raise UsageError("there is no word to look for", hint='add --terms "flood"')
    tree = published(session.workspace).tree
    entries = [
        one for one in tree.entries(*_WHERE) if one.path.endswith((".yaml", ".yml"))
    ]
    found: list[Hit] = []
    for path, raw in tree.read_many(entries):
        for number, line in enumerate(raw.decode("utf-8", "replace").split("\n"), 1):
            plain = line.casefold()
            term = next((one for one in wanted if one.casefold() in plain), None)
            if term is not None:
                found.append(Hit(path, number, term, line.strip()))
    return sorted(found, key=lambda hit: (hit.path, hit.line))


def retro(session: Session, incident: str | None) -> str:
    """Propose the incident's file, to be filled in and merged; gives what came of it.

    Raises:
        UsageError: it goes on, or has its file already.
    """
    here = scene(session)
    history = _closed(here, incident)
    path = f"playbooks/incidents/{history.id}.yaml"
    file = session.workspace / path
    if file.exists():
        raise UsageError(
            f"there is a file '{path}' already",
            hint="fill it in, merge it, then run `mergecast crisis retro --done`",
            not_done="nothing was written",
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    change = _change(here, history)
    file.write_bytes(change.files[path] or b"")
    return put(session, change, "fill in the retro, and merge it")


def so_far(session: Session, incident: str) -> str:
    """Propose the file of an incident that goes on, or bring it up to date.

    Raises:
        MergecastError: the forge does not take it, or people went on there by hand.
    """
    here = scene(session)
    history = here.history(incident)
    number = propose(session, published(session.workspace), _change(here, history))
    return f"its file: pull request #{number}, where the retro is filled in\n"


def _change(here: Scene, history: History) -> Change:
    name = encode_code(history.id)
    return Change(
        f"incident-{history.id}",
        f"Incident {history.id}",
        f"The record of {name}, as the ledger has it. When it is closed, fill in "
        "`retro`, then merge it and run `mergecast crisis retro --done`. It is kept up "
        "to date until somebody else writes to this branch.\n",
        {f"playbooks/incidents/{history.id}.yaml": _file(here, history).encode()},
        draft=True,
        once="by people",
    )


def learnt(session: Session, incident: str | None) -> str:
    """Put on record that the retro was held: it changes something, or says why not.

    Raises:
        UsageError: its file is not merged, or nothing was learnt.
    """
    here = scene(session)
    history = _closed(here, incident)
    known = here.space.playbooks.incidents if here.space else {}
    found = known.get(history.id)
    _refuse_unlearnt(here, history, found)
    here.record(
        Deed(history.id, "retro", here.by, here.roles, {"file": found and found.path})
    )
    return history.id


def _refuse_unlearnt(here: Scene, history: History, found: Incident | None) -> None:
    name = f"playbooks/incidents/{history.id}.yaml"
    if found is None or found.retro is None:
        raise UsageError(
            f"'{name}' with its retro is not on the publishing branch",
            hint="run `mergecast crisis retro`, fill it in, and merge it",
            not_done=NOT_DONE,
        )
    if found.retro.no_change_because:
        return
    files = [one.file for one in found.retro.changes if one.file]
    if not any(_changed(here, history, path) for path in files):
        raise UsageError(
            "no file that the retro names has changed since the incident began",
            hint="merge the change of the playbook, or say `no_change_because`",
            not_done=NOT_DONE,
        )


def _changed(here: Scene, history: History, path: str) -> bool:
    """Whether a file is another than when the incident began.

    What was merged then is what the last run before it read; dates of commits prove
    little.
    """
    assert here.source is not None  # noqa: S101 - the workspace was read from it
    commit = main_then(here, history)
    if commit is None:
        return True
    then = CommitTree(here.source.git, commit)
    try:
        return then.read(path) != here.source.tree.read(path)
    except MergecastError:
        return True


def _closed(here: Scene, incident: str | None) -> History:
    if incident is None:
        over = [one for one in here.histories() if one.steps[-1].name == "close"]
        if len(over) != 1:
            names = ", ".join(one.id for one in over)
            raise UsageError(
                "which incident is not clear" if over else "no incident waits for it",
                hint=f"name one of: {names}" if over else "close it first",
                not_done=NOT_DONE,
            )
        return over[0]
    found = here.history(incident)
    if found.is_open:
        raise UsageError(
            f"incident '{found.id}' is not closed yet",
            hint="run `mergecast crisis close`",
            not_done=NOT_DONE,
        )
    return found


def _gravest(here: Scene, history: History) -> str | None:
    """The gravest level that it had."""
    had = [str(step.said["level"]) for step in history.steps if step.said.get("level")]
    matrix = here.book.matrix
    found = gravest(matrix, here.book.levels, had) if matrix and had else None
    return found or history.level


def _file(here: Scene, history: History) -> str:
    """The incident as the ledger has it; what was learnt is for people to say."""
    settings = here.space.settings if here.space else None
    zones = [one.timezone for one in settings.accounts.values()] if settings else []
    name = zones[0] if zones else "UTC"
    lines = [
        "# Whoever led it fills this in with those who were there; names only where",
        "# they agree. `changes` names files; or say `no_change_because: ...`.",
        f"id: {history.id}",
        f"title: {quoted(history.summary or history.id)}",
        f"playbook: {history.playbook}",
        f"level: {_gravest(here, history)}",
        f"timezone: {name}",
        "timeline:",
        *timeline(here, history, zone(name)),
        "# retro:",
        f"#   day: {here.now.astimezone(zone(name)):%Y-%m-%d}",
        "#   well: []",
        "#   badly: []",
        "#   why: ",
        "#   changes:",
        f"#     - {{do: , who: , file: playbooks/crisis/{history.playbook}.yaml}}",
    ]
    return "".join(f"{line}\n" for line in lines)
