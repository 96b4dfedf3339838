"""`mergecast resolve` where the ledger is out of reach: what can be said all the same.

That a person posts a part by hand, and where it is then, is so whether or not a network
is up. It is kept in this clone and written down at the next contact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mergecast.cli.publishing.offline import offline, offline_ledger
from mergecast.cli.session import Session
from mergecast.cli.settling import outbox
from mergecast.cli.settling.freezing import who
from mergecast.cli.settling.packets import packet
from mergecast.cli.wiring import Published
from mergecast.dispatch.resolving import Answer, needed, pick
from mergecast.dispatch.target import Target, keys
from mergecast.errors import MergecastError, UsageError
from mergecast.ledger.signing import refuse_keyless
from mergecast.ledger.snapshot import Snapshot
from mergecast.loading import bundle
from mergecast.loading.targets import read_targets
from mergecast.model.freeze import Crisis, Freeze, Thawed
from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, Resolution, Tick
from mergecast.planning.recurrence import Span
from mergecast.publishers.x_links import own_id
from mergecast.renderers.resolved import ResolvedReport

CAN_WAIT = frozenset({Resolution.MANUAL, Resolution.POSTED})
"""What is so, whatever the ledger says; the rest is about what it says."""


@dataclass(frozen=True)
class LastKnown:
    """The ledger as far as this clone knows it; what it does not know is open."""

    view: Snapshot | None = None
    _states: dict[Key, KeyState | None] = field(default_factory=dict)

    def state(self, key: Key) -> KeyState | None:
        """What was last known of a part."""
        if key not in self._states:
            self._states[key] = self._look(key)
        return self._states[key]

    def states(self, keys: Iterable[Key | str]) -> Mapping[str, KeyState | None]:
        """The same of many parts."""
        return {str(key): self.state(Key.parse(str(key))) for key in keys}

    def freezes(self) -> tuple[Freeze, ...]:
        """Nobody asks here."""
        return ()

    def thawed(self) -> tuple[Thawed, ...]:
        """Nobody asks here."""
        return ()

    def crisis(self, incident: str) -> Crisis | None:
        """Nobody asks here."""
        del incident
        return None

    def tick(self) -> Tick | None:
        """Nobody asks here."""
        return None

    def _look(self, key: Key) -> KeyState | None:
        try:
            return self.view.state(key) if self.view else None
        except MergecastError:
            return None


def resolve_away(
    session: Session, asked: Key, answer: Answer, why: MergecastError
) -> ResolvedReport:
    """Keep an answer for the next contact, with the packet that it asks for.

    Args:
        session: how the command was called.
        asked: the part that is meant, as the person wrote it.
        answer: what they say; its ``key`` does not count yet.
        why: why the ledger cannot be reached.

    Raises:
        MergecastError: nothing is known here either, or the answer cannot be.
    """
    source, genesis = _known_here(session, why)
    known = _last_known(source)
    found = _targets(source, asked)
    parts = [key for each in found for key in keys(each)]
    key = pick(asked, {part: known.state(part) for part in parts})
    remote_id = _own_id(source, key, answer.url) if answer.url else None
    told = replace(
        answer, key=key, by=who(source.git), remote_id=remote_id, said=session.now()
    )
    before = known.state(key)
    needed(told, before, known)
    manual = told.outcome is Resolution.MANUAL
    made = packet(found, key, known) if manual else None
    outbox.put(source.git, genesis, told)
    risky = before is not None and before.may_be_live
    return ResolvedReport(
        key,
        told.outcome,
        written=False,
        risky=risky,
        url=told.url,
        packet=made,
        away=why.message,
    )


def _known_here(session: Session, why: MergecastError) -> tuple[Published, str]:
    """What this clone knows, and the ledger that an answer is for."""
    try:
        source = offline(session.workspace)
    except MergecastError:
        raise why from None
    genesis = source.space.settings.ledger.genesis
    if genesis is None:
        raise why
    return source, genesis


def _own_id(source: Published, key: Key, url: str) -> str:
    """The id in a link; that it is of no other part is seen at the contact."""
    account = source.space.settings.accounts[str(key.account)]
    remote_id = own_id(url, account.user)
    if remote_id is None:
        raise UsageError(
            f"'{url}' is no post of {account.user}",
            hint=f"copy its link: https://x.com/{account.user}/status/ID",
            not_done="nothing was kept",
        )
    return remote_id


def _targets(source: Published, asked: Key) -> tuple[Target, ...]:
    made = bundle.find(source.git, source.commit, asked.post)
    if made is None:
        return ()
    entries = source.tree.entries(made.post.path)
    days = Span.only({(asked.post, asked.date)} if asked.date else ())
    return read_targets(source.tree, entries, source.space, days=days).targets


def _last_known(source: Published) -> LastKnown:
    try:
        view = offline_ledger(source).open()
    except MergecastError:
        return LastKnown()
    refuse_keyless(view.keys, view.access.ring)
    return LastKnown(view)
