"""What a person must see now, read from what is merged and on record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from mergecast.alarms.alarm import Alarm, Kind
from mergecast.alarms.found import Facts, alarms, of_trouble
from mergecast.approvals.policy import Approved
from mergecast.cli.publishing.statusing import Looked, look
from mergecast.cli.record.reaching import ledger
from mergecast.cli.session import Session
from mergecast.cli.settling.packets import packet
from mergecast.cli.warroom.late import late
from mergecast.cli.wiring import Published
from mergecast.dispatch.decision import BUDGET, Verb
from mergecast.dispatch.recorded import began
from mergecast.dispatch.target import keys
from mergecast.errors import GitError, MergecastError, UsageError
from mergecast.ledger.ledger import NothingRehearsedError
from mergecast.model.key import Key
from mergecast.model.settings import Settings
from mergecast.renderers.resolved import Packet


@dataclass(frozen=True, slots=True)
class Told:
    """Which alarms people know of, and for how long runs may fail to come."""

    alarms: Collection[str]
    silence: timedelta


@dataclass(frozen=True, slots=True)
class Sighted:
    """What a person must see, and what it was read from, as far as that was read."""

    alarms: tuple[Alarm, ...]
    looked: Looked | None = None


def sighted(
    session: Session, source: Published, settings: Settings, told: Told
) -> Sighted | None:
    """What a person must see; None where nothing is set up yet.

    Raises:
        GitError: the remote is away, so nothing can be known.
    """
    if _is_not_set_up(settings):
        return None
    try:
        looked = look(session, source, ledger(session, source).open())
    except NothingRehearsedError:
        return None
    except GitError:
        raise
    except MergecastError as error:
        return Sighted((of_trouble(error),))
    facts = replace(
        _facts(looked, settings, told),
        clocks=tuple(late(source, looked.view, looked.now)),
    )
    return Sighted(alarms(facts), looked)


def packets(seen: Sighted) -> Iterator[tuple[str, Packet]]:
    """What it takes to post by hand what is to be."""
    looked = seen.looked
    for each in seen.alarms if looked else ():
        if looked and each.key is not None and each.kind is Kind.MANUAL:
            try:
                made = packet(looked.found.targets, each.key, looked.view)
            except UsageError:
                continue
            yield str(each.key), made


def _facts(looked: Looked, settings: Settings, told: Told) -> Facts:
    view, quiet = looked.view, looked.silence
    states = view.states([each.waits or each.key for each in looked.standings])
    last = view.tick()
    accounts = settings.accounts
    paused = last.paused if last else {}
    early = {*_too_early(looked)}
    return Facts(
        looked.now,
        [each for each in looked.standings if each.key not in early],
        {key: began(state) for key, state in states.items() if state is not None},
        {
            each.post.id: owner
            for each in looked.found.targets
            if (owner := each.post.text("owner")) is not None
        },
        view.freezes(),
        {key: why for key, why in paused.items() if key in accounts},
        {
            each.target.account.key: each.reason
            for each in reversed(looked.decisions)
            if each.code == BUDGET
        },
        looked.found.broken,
        looked.now - quiet if quiet is not None and quiet > told.silence else None,
        told.alarms,
        {
            key: state.code
            for key, state in states.items()
            if state is not None and state.code is not None
        },
    )


def _too_early(looked: Looked) -> Iterator[Key]:
    """What its own file leaves to a person, who may not post it yet."""
    for each in looked.decisions:
        start = each.target.schedule.not_before
        embargo = start is not None and start > looked.now
        if each.verb is Verb.MANUAL and (
            embargo or not isinstance(looked.rules.approve(each.target), Approved)
        ):
            yield from (k for k in keys(each.target) if looked.view.state(k) is None)


def _is_not_set_up(settings: Settings) -> bool:
    """Whether there is nothing yet that could fail."""
    samples = all(each.sample for each in settings.accounts.values())
    return samples or (settings.ledger.genesis is None and not settings.rehearses)
