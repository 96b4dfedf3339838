"""What `mergecast resolve` does: find the part that is meant, and record the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mergecast import clock
from mergecast.cli.publishing.asked_posts import known_keys, read_posts
from mergecast.cli.record.reaching import ledger
from mergecast.cli.record.rehearsed_record import say
from mergecast.cli.session import Session
from mergecast.cli.settling import outbox
from mergecast.cli.settling.freezing import who
from mergecast.cli.settling.packets import packet
from mergecast.cli.settling.resolving_away import CAN_WAIT, resolve_away
from mergecast.cli.times.pretending import refuse_pretended_time
from mergecast.cli.wiring import Published, published, session_clock
from mergecast.dispatch.recorded import posted_ids
from mergecast.dispatch.resolving import Answer, needed, pick
from mergecast.dispatch.target import Target, keys
from mergecast.dispatch.writing import write
from mergecast.errors import GitError, UsageError
from mergecast.ledger.snapshot import Snapshot
from mergecast.model.key import Key, KeyFormatError
from mergecast.model.ledger_state import KeyState, Resolution
from mergecast.publishers.x_links import own_id
from mergecast.renderers.resolved import ResolvedReport

_NOT_DONE = "nothing was recorded"


def one_outcome(told: Mapping[str, str | bool | None]) -> tuple[Resolution, str | None]:
    """The one option that was given, and the link that came with it.

    Raises:
        UsageError: none was given, or several.
    """
    given = [name for name, value in told.items() if value]
    if len(given) != 1:
        raise UsageError(
            "say one thing of it" if given else "say how it stands",
            hint="give one of --posted URL, --resend, --cancel, --gone, --manual",
            not_done=_NOT_DONE,
        )
    url = told.get("posted")
    return Resolution(given[0]), str(url) if url else None


def resolve(
    session: Session, text: str, outcome: Resolution, reason: str, url: str | None
) -> ResolvedReport:
    """Record what a person says of a part.

    Raises:
        MergecastError: no part is meant, the answer cannot be, or it was not written.
    """
    asked = _key(text)
    if not reason.strip():
        raise UsageError("the reason is empty", hint='give one: --reason "seen"')
    answer = Answer(asked, outcome, reason.strip(), "", url=url)
    try:
        return record_answer(session, answer)
    except GitError as error:
        if outcome not in CAN_WAIT:
            raise
        return resolve_away(session, asked, answer, error)


def record_answer(session: Session, answer: Answer) -> ResolvedReport:
    """Record what a person says of a part, now or not at all.

    ``said`` is when they said it: what changed since, they did not see. Who they are is
    asked of the machine where ``by`` is empty.

    Raises:
        MergecastError: no part is meant, the answer cannot be, or it was not written.
    """
    source = published(session.workspace)
    return _resolve(session, source, _opened(session, source), answer)


def _opened(session: Session, source: Published) -> Snapshot:
    """The ledger as it is now.

    Raises:
        GitError: it cannot be reached; a clone without a remote that does not have it
            can be one that was carried away.
    """
    found = ledger(session, source)
    if source.remote is None and found.access.store.tip() is None:
        raise GitError("this clone has no remote, and the ledger is not in it")
    return say(found).open()


def _resolve(
    session: Session, source: Published, view: Snapshot, said: Answer
) -> ResolvedReport:
    refuse_pretended_time(session, source, view)
    asked, outcome, url = said.key, said.outcome, said.url
    name = str(Key(asked.post, asked.date))
    found = read_posts(source, view, name, session.now()).targets
    known = [key for each in found for key in keys(each)]
    known += known_keys(source, view, name)
    states = {key: view.state(key) for key in known}
    key = pick(asked, states)
    remote_id = _own_id(source, view, key, url) if url else None
    answer = replace(
        said,
        key=key,
        by=said.by or who(source.git),
        remote_id=remote_id,
        target=_sent_now(found, key),
    )
    before = states[key]
    _refuse_overtaken(answer, before)
    written = write(
        view, lambda now: needed(answer, before, now), session_clock(session) or clock
    )
    outbox.forget(source.git, key)
    made = packet(found, key, written.view) if outcome is Resolution.MANUAL else None
    risky = before is not None and before.may_be_live
    return ResolvedReport(key, outcome, bool(written.events), risky, url, made)


def _refuse_overtaken(answer: Answer, before: KeyState | None) -> None:
    """What is to happen to a part rests on how it stood when a person said so."""
    if answer.said is None or before is None or answer.outcome in CAN_WAIT:
        return
    if before.at > answer.said:
        raise UsageError(
            f"'{answer.key}' changed after this was said: it is {before.state} now",
            hint="look again, and say it once more if it still holds",
            not_done=_NOT_DONE,
        )


def _key(text: str) -> Key:
    try:
        return Key.parse(text)
    except KeyFormatError as error:
        raise UsageError(str(error), not_done=_NOT_DONE) from None


def _own_id(source: Published, view: Snapshot, key: Key, url: str) -> str:
    """The id in a link, proved to be of the right account and of no other part."""
    account = source.space.settings.accounts.get(key.account or "")
    if account is None:
        raise UsageError(
            f"there is no account '{key.account}' to compare the link with",
            hint="put it back into mergecast.yaml",
            not_done=_NOT_DONE,
        )
    remote_id = own_id(url, account.user)
    if remote_id is None:
        raise UsageError(
            f"'{url}' is no post of {account.user}",
            hint=f"copy its link: https://x.com/{account.user}/status/ID",
            not_done=_NOT_DONE,
        )
    taken = posted_ids(view.events()).get(remote_id)
    if taken not in {None, str(key)}:
        raise UsageError(
            f"'{url}' is '{taken}' already",
            hint="copy the link of the other post",
            not_done=_NOT_DONE,
        )
    return remote_id


def _sent_now(found: tuple[Target, ...], key: Key) -> str | None:
    """The digest of all that the target of a part is to send now."""
    mine = (
        each.payload.digest for each in found if each.payload and key in set(keys(each))
    )
    return next(mine, None)
