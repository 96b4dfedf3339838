"""The ledger: whether it is there, is the right one, holds together, and is signed."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.doctor.facts import Damaged, Facts, Record
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.health import Away

_SHOWN = 3


def ledger(facts: Facts) -> Iterator[Said]:
    """Whether every event of the ledger is as it was written."""
    record, settings = facts.record, facts.settings
    if record is None:
        yield _not_yet(facts)
    elif isinstance(record, Away):
        yield unknown("the ledger", record)
    elif isinstance(record, Damaged):
        yield fail(record.reason, record.hint)
    elif record.problems:
        yield from _wrong(record)
    elif record.sandbox and not settings.rehearses and settings.live and facts.real:
        yield fail(
            "mergecast.yaml names a sandbox ledger, and it says `live: true`",
            "start the real one: take ledger.genesis away, `mergecast ledger init`",
        )
    else:
        kind = "a rehearsal's" if record.sandbox else "real"
        yield ok(
            f"{record.events} events, {kind}, the chain is whole;"
            f" genesis {record.genesis[:10]}"
        )


def _not_yet(facts: Facts) -> Said:
    if facts.settings.rehearses:
        return ok("nothing was rehearsed yet; the first run begins the record")
    if facts.settings.ledger.genesis is not None:
        return warn(
            "mergecast.yaml here names one, and the branch that is published from does"
            " not yet",
            "have the change merged",
        )
    if not facts.real:
        return ok("none, and samples need none")
    return warn(
        "there is none yet, and nothing is published without one",
        "run `mergecast ledger init`, and merge the change that it makes",
    )


def _wrong(record: Record) -> Iterator[Said]:
    """The first places, and how many more there are."""
    fix = "stop (`mergecast freeze`), then see `mergecast ledger verify`"
    for problem in record.problems[:_SHOWN]:
        yield fail(problem, fix)
    more = len(record.problems) - _SHOWN
    if more > 0:
        yield fail(f"{more} more places are wrong", fix)


def key(facts: Facts) -> Iterator[Said]:
    """Whether the key that signs the ledger is here, and is the one in force."""
    if isinstance(facts.key, Away):
        yield fail(facts.key.reason, facts.key.hint)
        return
    record = facts.record
    if not isinstance(record, Record) or record.sandbox:
        yield ok("not needed yet")
    elif record.keyed is None:
        yield warn(
            "the ledger is not signed: whoever can push can write what was sent",
            "make a key, and run `mergecast ledger rotate`; its --help says how",
        )
    elif record.keyed in facts.key:
        yield ok(f"'{record.keyed}' signs it, and is here")
    elif not facts.key:
        reason = f"'{record.keyed}' signs it, and is not here"
        hint = "set MERGECAST_LEDGER_KEY where runs publish; elsewhere all is well"
        yield unknown("the key", Away(reason, hint))
    else:
        yield fail(
            f"the key here is '{facts.key[0]}', and '{record.keyed}' signs the ledger",
            "set MERGECAST_LEDGER_KEYS to the one in force, or rotate to the new one",
        )
