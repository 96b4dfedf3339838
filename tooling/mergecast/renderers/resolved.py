"""What was recorded of a part, and the packet with which a person posts it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mergecast.model.key import Key
from mergecast.model.ledger_state import Resolution
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal


@dataclass(frozen=True, slots=True)
class Packet:
    """All that it takes to post a part by hand: words, files with alt texts, a link.

    ``answers`` is the part that it answers, where the link cannot say so. ``also`` is
    what else there is to do: a poll, a post to quote, a mark to set.
    """

    text: str
    media: Sequence[tuple[str, str]]
    link: str
    answers: Key | None = None
    also: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ResolvedReport:
    """What was recorded; ``risky`` where the ledger thought that it may be live.

    ``away`` is why it could not be recorded yet, and waits in this clone.
    """

    key: Key
    outcome: Resolution
    written: bool
    risky: bool
    url: str | None = None
    packet: Packet | None = None
    away: str | None = None


SAID = {
    Resolution.POSTED: "recorded as live",
    Resolution.RESEND: "open again: the next run sends it, if it is still approved",
    Resolution.CANCEL: "cancelled: it will not be sent",
    Resolution.GONE: "recorded as deleted: it will not be sent again",
    Resolution.MANUAL: "left to a person: no run will send it",
}


def resolved_text(report: ResolvedReport) -> str:
    """What was recorded, and the next step."""
    lines = [f"{report.key}: {SAID[report.outcome]}"]
    if report.url:
        lines[0] += f" at {encode_terminal(report.url)}"
    if report.away is not None:
        lines = _waits(report)
    elif not report.written:
        lines = [f"{report.key}: this is on record already; nothing was written"]
    if report.risky and report.outcome in {Resolution.RESEND, Resolution.MANUAL}:
        lines.append("its last try may be live: if it is, it will be there twice")
    if report.packet is not None:
        lines += ["", *packet_text(report.packet)]
        settle = (
            f"mergecast resolve {report.key} --posted URL --reason 'posted by hand'"
        )
        lines.append(f"then: {settle}")
    return "".join(f"{line}\n" for line in lines)


def _waits(report: ResolvedReport) -> list[str]:
    where = f" at {encode_terminal(report.url)}" if report.url else ""
    lines = [
        f"{report.key}: '{report.outcome}'{where} is kept here, not on record yet",
        f"  the ledger cannot be reached: {encode_terminal(report.away or '')}",
        "  the next mergecast command here that reaches it writes this down",
    ]
    if report.outcome is Resolution.MANUAL:
        lines.append("  until then a run elsewhere does not know, and may send it too")
    return lines


def packet_text(packet: Packet) -> list[str]:
    """The words to copy, the files with their alt texts, and the link."""
    lines = [*(encode_terminal(line) for line in packet.text.split("\n")), ""]
    for file, alt in packet.media:
        lines.append(f"attach: {encode_terminal(file)}")
        lines.append(f"  alt text: {encode_terminal(alt)}")
    lines += [encode_terminal(f"also: {each}") for each in packet.also]
    if packet.answers is not None:
        lines.append(f"answer: {packet.answers}, which the link does not know of")
    return [*lines, f"open: {encode_terminal(packet.link)}"]


def resolved_json(report: ResolvedReport) -> str:
    """The same as JSON."""
    packet = report.packet
    return encode_document(
        key=str(report.key),
        outcome=report.outcome.value,
        written=report.written,
        may_have_been_live=report.risky,
        url=report.url,
        waits_here=report.away is not None,
        packet=None
        if packet is None
        else {
            "text": packet.text,
            "media": [{"file": file, "alt": alt} for file, alt in packet.media],
            "link": packet.link,
            "answers": str(packet.answers) if packet.answers else None,
            "also": list(packet.also),
        },
    )
