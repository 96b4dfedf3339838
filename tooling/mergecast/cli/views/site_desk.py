"""What a team's own pages show besides its posts; of the ledger, what is here of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from mergecast.cli.checking.last_seen import known
from mergecast.cli.publishing.offline import newest_view, offline
from mergecast.cli.session import Session
from mergecast.cli.views.site_days import day_notes
from mergecast.cli.views.site_drafts import drafts, proposed
from mergecast.cli.views.site_people import absent, coverage_of, turns
from mergecast.cli.wiring import Published
from mergecast.dispatch.recorded import ways_out
from mergecast.errors import GitError, MergecastError
from mergecast.incidents.history import histories
from mergecast.inspection.timeless import Branches
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading.rules import load_book
from mergecast.loading.workspace import Loaded
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.model.settings import Settings
from mergecast.model.workspace import Workspace
from mergecast.pages.desk import Alert, Campaign, Desk, Waits
from mergecast.planning.agenda import Entry, Stage, keys
from mergecast.repository.trees import WorkTree

_WEEKS = timedelta(weeks=8)
"""An incident that began before is no news."""

_ASKING = frozenset({Stage.HELD, Stage.MISSED, Stage.BY_HAND})
_WAITING = frozenset(
    {PartState.HELD, PartState.MISSED, PartState.UNKNOWN, PartState.MANUAL}
)


@dataclass(frozen=True, slots=True)
class _Known:
    """The publishing branch and the ledger as far as they are here; why not more."""

    source: Published | None = None
    view: Snapshot | None = None
    note: str = ""


def desk_of(
    session: Session, loaded: Loaded, entries: Sequence[Entry], zone: ZoneInfo
) -> tuple[Desk, dict[str, bytes]]:
    """All of it, and the pictures of branches; what cannot be read is left out."""
    space = loaded.workspace
    found = _known(session, space.settings)
    tree = WorkTree(session.workspace)
    on_branches, pictures = (
        proposed(found.source, space.settings) if found.source else ((), {})
    )
    desk = Desk(
        waits=_waits(session, space.settings, entries),
        proposed=on_branches,
        drafts=drafts(found.source, entries) if found.source else frozenset(),
        alerts=tuple(_alerts(session, space, found.view)),
        turns=turns(session),
        absent=absent(space, session.now()),
        coverage=coverage_of(session),
        campaigns=tuple(_campaigns(space, entries)),
        notes=day_notes(space, zone),
        books=space.playbooks,
        guide=space.guide,
        rules=load_book(tree).rules,
        note=found.note,
    )
    return desk, pictures


def _known(session: Session, settings: Settings) -> _Known:
    """What this clone has; nothing is fetched."""
    try:
        source = offline(session.workspace)
    except GitError:
        return _Known()
    if settings.ledger.genesis is None and not settings.rehearses:
        return _Known(source)
    try:
        return _Known(source, newest_view(source))
    except MergecastError as error:
        return _Known(source, note=error.message)


def _waits(
    session: Session, settings: Settings, entries: Sequence[Entry]
) -> Mapping[str, Sequence[Waits]]:
    """What each post that needs a person waits for, part by part."""
    asking = [each for each in entries if each.stage in _ASKING]
    names = {
        str(key): (key, each.post.name)
        for each in asking
        for key in keys(each.post, settings)
    }
    branches = Branches(
        settings.publishing.remote, settings.publishing.branch, settings.record.branch
    )
    found: dict[str, list[Waits]] = {}
    wanted = [key for key, _ in names.values()]
    for name, state in known(session.workspace, branches, wanted).items():
        if state is not None and state.state in _WAITING:
            key, post = names[name]
            found.setdefault(post, []).append(_wait(key, state))
    return found


def _wait(key: Key, state: KeyState) -> Waits:
    by_hand = state.state is PartState.MANUAL
    live = state.may_be_live or by_hand
    ways = ways_out(key, may_be_live=live)
    return Waits(
        str(key),
        state.reason or state.state.value,
        state.may_be_live and not by_hand,
        ways[:1] if by_hand else ways,
    )


def _alerts(
    session: Session, space: Workspace, view: Snapshot | None
) -> Iterator[Alert]:
    """Open incidents, on record or in a file, each once; then what is frozen."""
    opened = {each.id: each for each in space.playbooks.incidents.values()}
    told = {name: each.title for name, each in opened.items() if not each.closed}
    if view is not None:
        since = (session.now() - _WEEKS).date()
        for each in histories(view.events(since)):
            if each.is_open and each.steps[0].name == "open":
                told.pop(each.id, None)
                said = ", ".join(filter(None, [each.level, each.summary]))
                yield Alert(frozen=False, title=each.id, told=said, since=each.opened)
    for name, title in told.items():
        yield Alert(frozen=False, title=name, told=title)
    for freeze in view.freezes() if view else ():
        said = f"{freeze.reason} ({freeze.by})"
        yield Alert(frozen=True, title=freeze.scope, told=said, since=freeze.at)


def _campaigns(space: Workspace, entries: Sequence[Entry]) -> Iterator[Campaign]:
    counts = Counter(each.post.text("campaign") for each in entries)
    for name, campaign in space.campaigns.items():
        starts, ends = _day(campaign.starts), _day(campaign.ends)
        if starts is not None and ends is not None and starts <= ends:
            title, owner = campaign.title or name, campaign.owner or ""
            yield Campaign(name, title, starts, ends, counts[name], owner)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
