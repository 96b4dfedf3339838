"""Read what was just posted, and say where it differs from what was approved.

This comes after the receipt: nothing may delay the record that a part is live, and
nothing that is read here takes it back. What was seen is kept in the body of the tick
that did it, since no event may follow `posted` but a deletion or a person's word; what
differs is said in the step as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mergecast.dispatch.ports import Publisher, Reader, Shown, Unreadable
from mergecast.dispatch.target import Target
from mergecast.dispatch.words import normal
from mergecast.dispatch.world import Step
from mergecast.model.outcome import Posted
from mergecast.payload import PartPayload

AS_APPROVED = "it reads as approved"
_UNREAD = "it could not be read back"


def read_back(
    step: Step, part: PartPayload, target: Target, publisher: Publisher, live: Posted
) -> Step:
    """The step of a part that was posted, with what a look at it has shown.

    Only accounts with ``verify: true`` are asked, and networks that can be.
    """
    wanted = target.account.data.get("verify") is True
    if not wanted or step.what != "posted" or not isinstance(publisher, Reader):
        return step
    shown = publisher.read(live.id)
    if isinstance(shown, Unreadable):
        found = f"{_UNREAD}: {shown.reason}"
        return replace(step, detail=f"{step.detail}, but {found}", read_back=found)
    differs = "; ".join(differences(part, shown))
    if not differs:
        return replace(step, read_back=AS_APPROVED)
    found = f"it reads otherwise than approved: {differs}"
    detail = f"{step.detail}, but {found}. Look at it; to delete it, retract the post"
    return replace(step, detail=detail, settled=False, read_back=found)


def charged(step: Step) -> int:
    """How many reads the network charges for after a step: what it showed."""
    return int(bool(step.read_back) and not step.read_back.startswith(_UNREAD))


def differences(part: PartPayload, shown: Shown) -> Iterator[str]:
    """In words, what of a part reads otherwise than it was approved."""
    approved = normal(str(part.body["text"]))
    if approved not in {normal(text) for text in shown.texts}:
        yield "its words are others"
    alts = [str(item["alt"]) for item in part.body.get("media", ())]
    if len(alts) != len(shown.alts):
        yield f"it shows {len(shown.alts)} of {len(alts)} images"
        return
    for number, (wanted, alt) in enumerate(zip(alts, shown.alts, strict=True), start=1):
        if normal(wanted) != normal(alt):
            yield f"the description of image {number} is {'another' if alt else 'gone'}"
