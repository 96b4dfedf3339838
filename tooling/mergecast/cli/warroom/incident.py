"""What `crisis open`, `assess`, `notify`, `respond` and `close` do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mergecast import clock
from mergecast.cli.session import Session
from mergecast.cli.settling.freezing import ELSEWHERE, refuse_nonsense
from mergecast.cli.warroom.graded import by_facts, pairs
from mergecast.cli.warroom.meant import free_id, in_a_line, refuse_nobody
from mergecast.cli.warroom.scene import Scene, scene
from mergecast.crisis.rights import told
from mergecast.dispatch.stops import is_scope
from mergecast.errors import GitError, UsageError
from mergecast.incidents.steps import NOT_DONE, Deed
from mergecast.model.crisis import Playbook
from mergecast.people.duty import reach as who_can
from mergecast.renderers.crisis import Called, CrisisReport


@dataclass(frozen=True, slots=True)
class Opening:
    """What somebody says who opens an incident; what is empty the playbook says."""

    playbook: str
    summary: str
    level: str | None = None
    id: str | None = None
    scopes: tuple[str, ...] = ()


def open_(session: Session, asked: Opening) -> CrisisReport:
    """Open an incident: freeze, start its clocks, say whom to call.

    Raises:
        MergecastError: it cannot be meant, or the ledger cannot be written.
    """
    started = clock.monotonic()
    here = _reached(session)
    summary = in_a_line(asked.summary, "summary")
    playbook = _playbook(here, asked.playbook)
    refuse_nonsense(here.place, asked.scopes, summary)
    scopes = asked.scopes or _frozen_by(playbook)
    said = {
        "playbook": asked.playbook,
        "level": asked.level or _first_level(here, playbook),
        "summary": summary,
    }
    name = asked.id or free_id(here, f"{asked.playbook}-{here.now:%Y-%m-%d}")
    _record(here, Deed(name, "open", here.by, here.roles, said, tuple(scopes)))
    told = report(session, name, seconds=clock.monotonic() - started)
    if playbook is None and here.space is not None:
        path = f"playbooks/crisis/{asked.playbook}.yaml"
        note = f"{path} cannot be read: run `mergecast check`"
        told = replace(told, note=note)
    return told


def _reached(session: Session) -> Scene:
    """Where it happens; whoever cannot reach the ledger is told what else stops it.

    Raises:
        MergecastError: the ledger cannot be read.
    """
    try:
        return scene(session, needs_space=False)
    except GitError as error:
        lost = "nothing was recorded or frozen"
        raise GitError(error.message, hint=ELSEWHERE, not_done=lost) from error


def _record(here: Scene, deed: Deed) -> None:
    try:
        here.record(deed)
    except GitError as error:
        hint = "run `mergecast freeze` now: it starts the forge's job where that can"
        unknown = "it is not known whether anything is frozen"
        raise GitError(error.message, hint=hint, not_done=unknown) from error


def _frozen_by(playbook: Playbook | None) -> tuple[str, ...]:
    """What a playbook freezes; everything, where it names what cannot be frozen."""
    scopes = tuple(playbook.freeze) if playbook else ("all",)
    return scopes if all(map(is_scope, scopes)) else ("all",)


def _playbook(here: Scene, name: str) -> Playbook | None:
    if here.space is None:
        return None
    known = here.space.playbooks.crises
    if name not in known and _is_broken(here, name):
        return None
    if name not in known:
        raise UsageError(
            f"there is no playbook '{name}'",
            hint=f"name one of: {', '.join(known) or 'none is merged'}",
            not_done="nothing was frozen; `mergecast freeze` needs no playbook",
        )
    return known[name]


def _is_broken(here: Scene, name: str) -> bool:
    """Whether there is a file of it that cannot be read: no reason not to stop."""
    path = f"playbooks/crisis/{name}.yaml"
    return here.source is not None and here.source.tree.read(path) is not None


def _first_level(here: Scene, playbook: Playbook | None) -> str | None:
    if playbook is not None and playbook.level is not None:
        return playbook.level
    return here.book.levels.mildest if here.book.levels else None


def assess_(
    session: Session, incident: str | None, level: str | None, facts: Sequence[str]
) -> CrisisReport:
    """Give an incident the level that is said, or that its facts make.

    What was said of it before still holds, unless it is said otherwise now. Where the
    level and the facts differ, the level stands, and the report says so.

    Raises:
        MergecastError: the facts cannot be meant, or they may not.
    """
    here = scene(session)
    history = here.history(incident)
    said: dict[str, object] = {"level": level}
    found, new = by_facts(here.book.levels, history.facts, pairs(facts))
    if new and found is not None:
        said = {
            "level": level or found.level,
            "facts": new,
            "why": "; ".join(found.because),
        }
    if said["level"] is None:
        raise UsageError(
            "neither a level nor facts were given",
            hint="add --level, or --fact people=12 for each that you know",
            not_done=NOT_DONE,
        )
    here.record(Deed(history.id, "assess", here.by, here.roles, said))
    told = report(session, history.id)
    if level is None or found is None or found.level == level:
        return told
    note = f"the facts say '{found.level}', not '{level}': {'; '.join(found.because)}"
    return replace(told, note=note)


def step(
    session: Session, incident: str | None, name: str, said: Mapping[str, object]
) -> CrisisReport:
    """Put a step on record that only says something.

    Raises:
        MergecastError: it cannot be done now, or they may not.
    """
    plain = {
        key: in_a_line(value, key) if isinstance(value, str) else value
        for key, value in said.items()
    }
    here = scene(session)
    history = here.history(incident)
    if name == "notify":
        refuse_nobody(here, str(plain["who"]))
    here.record(Deed(history.id, name, here.by, here.roles, plain))
    return report(session, history.id)


def report(
    session: Session, incident: str | None, *, seconds: float | None = None
) -> CrisisReport:
    """How an incident stands, with its clocks and whom to call.

    Raises:
        MergecastError: there is no such incident, or the ledger cannot be read.
    """
    here = scene(session, needs_space=False)
    if incident is None:
        going = tuple(one for one in here.histories() if one.is_open)
        if len(going) != 1:
            return CrisisReport(here.now, None, others=going)
    history = here.history(incident)
    playbook = None
    if here.space is not None:
        playbook = here.space.playbooks.crises.get(history.playbook or "")
    return CrisisReport(
        here.now,
        history,
        here.clocks(history),
        _called(here, history.level),
        here.view.freezes(),
        playbook,
        seconds,
        here.trouble,
    )


def _called(here: Scene, level: str | None) -> tuple[Called, ...]:
    """Who is told, role by role, with those who are there now."""
    space = here.space
    if space is None:
        return ()
    found = []
    for cell in told(here.row(level)):
        people = who_can(space.team, space.rota, (cell.role,), here.now)
        if not any(one.awake for one in people) and cell.backup:
            people += who_can(space.team, space.rota, (cell.backup,), here.now)
        once = {one.member.key: one for one in people}
        first = sorted(once.values(), key=lambda one: not one.awake)
        found.append(Called(cell.role, cell.within, tuple(first)))
    return tuple(found)
