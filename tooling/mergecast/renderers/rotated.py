"""What a rotation of the ledger's key did, and the next step."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.renderers.encoders.ascii_json import encode_document


@dataclass(frozen=True, slots=True)
class Rotated:
    """``key`` signs, in place of ``retired``; ``seq`` is None where it did before.

    ``named`` is whether its name was put into the settings.
    """

    key: str
    retired: str | None
    seq: int | None
    lost: bool = False
    named: bool = False


def rotated_text(done: Rotated) -> str:
    """What happened, and what is left to do."""
    lines = [_said(done)]
    if done.named:
        lines.append(
            "its name is in mergecast.yaml now: commit that, and have it merged"
        )
    if done.seq is not None and done.retired and not done.lost:
        lines.append(
            f"'{done.retired}' is retired: keep it in MERGECAST_LEDGER_KEYS where "
            "`mergecast ledger verify` runs, and take it out of the other jobs"
        )
    return "".join(f"{line}\n" for line in lines)


def _said(done: Rotated) -> str:
    if done.seq is None:
        return f"'{done.key}' signs the ledger already; nothing was written"
    place = f"in place of '{done.retired}'" if done.retired else "which had no key"
    lost = ", which is lost" if done.lost else ""
    return f"'{done.key}' signs the ledger from event {done.seq} on, {place}{lost}"


def rotated_json(done: Rotated) -> str:
    """The same as JSON."""
    return encode_document(
        key=done.key,
        retired=done.retired if done.seq is not None else None,
        seq=done.seq,
        written=done.seq is not None,
        lost=done.lost,
        named=done.named,
    )
