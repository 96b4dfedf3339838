"""What `mergecast team handover` says, whichever of its deeds is asked for."""

from __future__ import annotations

from mergecast.cli.session import Session
from mergecast.errors import UsageError


def run(
    session: Session, *, shift: str | None, save: bool, sign: bool, member: str | None
) -> str:
    """Draft, write or sign a handover, and say what was done.

    Raises:
        MergecastError: it could not be done.
    """
    if sign and (save or shift is not None):
        raise UsageError("--sign signs what is written; leave out --write and --shift")
    if member is not None and not sign:
        raise UsageError("--as says who signs", hint="add --sign")
    if sign:
        return _signed(session, member)
    from mergecast.cli.people.handing_over import (  # noqa: PLC0415 - not to sign
        draft,
        write,
    )

    drafted = draft(session, shift)
    note = f"# not known: {drafted.note}\n" if drafted.note else ""
    if not save:
        return f"# {drafted.path}\n{note}{drafted.text}"
    write(session, drafted)
    return (
        f"wrote {drafted.path}\n{note.removeprefix('# ')}"
        "add what only you know and commit it; the next shift signs it:\n"
        "  mergecast team handover --sign\n"
    )


def _signed(session: Session, member: str | None) -> str:
    from mergecast.cli.people.signing_over import sign  # noqa: PLC0415 - only to sign

    done = sign(session, member)
    said = f"{done.by} signed {done.path}\n"
    if done.commit is None:
        return f"{said}commit it: that is the signature\n"
    return f"{said}committed {done.commit[:10]}: push it, so that others see it\n"
