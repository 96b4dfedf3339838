"""How a post will look on each account, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mergecast.model.post import Part
from mergecast.model.settings import Account
from mergecast.networks.charges import Charge, added, decimal, total
from mergecast.renderers.cells import wrap
from mergecast.renderers.costs import costs
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

_WIDTH = 58


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """One part as the network counts it. ``valid``: may it be posted as it is?"""

    part: Part
    weighted_length: int
    limit: int
    valid: bool
    urls: tuple[str, ...]
    charges: tuple[Charge, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewTarget:
    """A post on one account; ``by_hand`` is why a person posts it."""

    account: Account
    parts: tuple[PreviewPart, ...]
    by_hand: str | None = None

    @property
    def charges(self) -> tuple[Charge, ...]:
        """What sending all of it costs."""
        return added(charge for part in self.parts for charge in part.charges)


def preview_json(targets: Sequence[PreviewTarget]) -> str:
    """The preview as JSON."""
    return encode_document(
        targets=[
            {
                "account": target.account.key,
                "network": target.account.network,
                "cost_usd": decimal(total(target.charges)),
                "by_hand": target.by_hand,
                "parts": [_entry(part) for part in target.parts],
            }
            for target in targets
        ],
    )


def _entry(part: PreviewPart) -> dict[str, object]:
    return {
        "text": part.part.text,
        "weighted_length": part.weighted_length,
        "limit": part.limit,
        "valid": part.valid,
        "urls": list(part.urls),
        "cost_usd": decimal(total(part.charges)),
        "media": [{"file": each.file, "alt": each.alt} for each in part.part.media],
    }


def preview_text(targets: Sequence[PreviewTarget], *, colour: bool = False) -> str:
    """Each target as a card, part by part."""
    lines: list[str] = []
    for target in targets:
        account = target.account
        named = f"@{account.user} on {account.network} ({account.key})"
        name = encode_terminal(named)
        lines.append(f"\033[1m{name}\033[0m" if colour else name)
        for number, part in enumerate(target.parts, 1):
            lines += _card(part, number, len(target.parts), colour=colour)
        if target.by_hand is not None:
            lines.append(encode_terminal(f"  posted by hand: {target.by_hand}"))
        if target.charges:
            lines.append(f"  {costs(target.charges)}")
        lines.append("")
    return "\n".join(lines)


def _card(part: PreviewPart, number: int, count: int, *, colour: bool) -> Iterator[str]:
    yield "  ┌" + "─" * _WIDTH
    for line in part.part.text.split("\n"):
        for row in wrap(encode_terminal(line), _WIDTH - 2):
            yield f"  │ {row}".rstrip()
    for item in part.part.media:
        yield f"  │ [image] {encode_terminal(item.alt or 'no alt text')}"
    if part.part.poll:
        for option in part.part.poll.options:
            yield f"  │ ( ) {encode_terminal(option)}"
        yield f"  │ open for {part.part.poll.minutes} min"
    yield "  └" + "─" * _WIDTH
    length = f"{part.weighted_length} of {part.limit}"
    verdict = "" if part.valid else ": cannot be posted like this"
    place = f"part {number} of {count}, " if count > 1 else ""
    tint = "32" if part.valid else "31"
    said = f"{place}{length}{verdict}"
    yield f"    \033[{tint}m{said}\033[0m" if colour else f"    {said}"
