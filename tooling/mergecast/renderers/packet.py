"""What it takes to post a part by hand, as Markdown."""

from __future__ import annotations

from mergecast.renderers.encoders.markdown import encode_code, encode_markdown, fence
from mergecast.renderers.resolved import Packet

_LINK = 6000
"""A link that is longer is opened by no app."""


def packet_markdown(packet: Packet) -> list[str]:
    """The words to copy, the files with their alt texts, and the link; then a blank."""
    lines = ["The words:", "", *fence(packet.text).rstrip("\n").split("\n"), ""]
    for file, alt in packet.media:
        lines.append(
            f"- attach {encode_code(file)}, with the alt text: {encode_markdown(alt)}"
        )
    if packet.answers is not None:
        lines.append(f"- it answers {encode_code(str(packet.answers))}")
    lines += [f"- {encode_markdown(each)}" for each in packet.also]
    if packet.media or packet.answers is not None or packet.also:
        lines.append("")
    if len(packet.link) <= _LINK:
        lines += [f"[Open X with these words]({packet.link})", ""]
    return lines
