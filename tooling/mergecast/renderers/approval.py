"""What a person is about to approve, as readers will get it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.payload import PartPayload, TargetPayload
from mergecast.renderers.encoders.terminal import encode_terminal


def approval_text(
    path: str,
    targets: Iterable[TargetPayload],
    retract: str | None = None,
    when: str | None = None,
) -> str:
    """Every word, image and flag of every target, account by account.

    ``retract`` is why all of it is taken back, where it is; ``when`` is when it goes
    out, as its file says it.
    """
    lines = [encode_terminal(path)]
    if when is not None:
        lines.append(encode_terminal(f"goes out: {when}"))
    if retract is not None:
        lines += [
            f"TAKEN BACK: {encode_terminal(retract)}",
            "what is live of this is deleted, and nothing more of it is sent:",
        ]
    for target in targets:
        lines += ["", f"{target.account}:"]
        for number, part in enumerate(target.parts, 1):
            if len(target.parts) > 1:
                lines.append(f"  part {number} of {len(target.parts)}")
            lines += _part(part)
    return "\n".join(lines) + "\n"


def _part(part: PartPayload) -> Iterator[str]:
    body = part.body
    for line in body["text"].split("\n"):
        yield f"  | {encode_terminal(line)}"
    for item in body.get("media", ()):
        alt = encode_terminal(item["alt"]) or "(no alt text)"
        yield f"  image {item['sha256'][:12]}: {alt}"
    if poll := body.get("poll"):
        options = " / ".join(map(encode_terminal, poll["options"]))
        yield f"  poll for {poll['minutes']} min: {options}"
    for name in ("paid", "made_with_ai"):
        if body.get(name):
            yield f"  {name.replace('_', ' ')}"
    for name in ("reply_to", "quote"):
        if (target := body.get(name)) and part.key.part == 1:
            yield f"  {name.replace('_', ' ')} {encode_terminal(*target.values())}"
    if body.get("reply_settings"):
        yield f"  replies: {encode_terminal(body['reply_settings'])}"
