"""What was done about alarms: for the log of a job, for programs, for a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mergecast.alarms.alarm import Alarm
from mergecast.alarms.ports import Did, Step
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.chat import encode_chat
from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.encoders.visible import shorten

_LONGEST = 600


@dataclass(frozen=True, slots=True)
class AlarmReport:
    """What stands, what was done about it, and why the channel may not have heard.

    ``left`` are issues that are left alone: their hidden first line was changed.
    """

    alarms: Sequence[Alarm]
    steps: Sequence[Step]
    dry_run: bool = False
    trouble: str = ""
    left: tuple[int, ...] = ()


def alarms_text(report: AlarmReport) -> str:
    """A line for each thing that was done, then how many stand."""
    would = "would be " if report.dry_run else ""
    lines = [
        f"{would}{each.did:<10}{_number(each)} {_title(each)}" for each in report.steps
    ]
    lines += [
        f"left alone #{each}: its hidden first line was changed; close it by hand"
        for each in report.left
    ]
    count = len(report.alarms)
    lines.append(
        "nothing needs a person"
        if not count
        else f"{count} thing{'' if count == 1 else 's'} to settle"
    )
    return "".join(f"{line}\n" for line in lines)


def _number(step: Step) -> str:
    return f"#{step.number}" if step.number else "new"


def _title(step: Step) -> str:
    return encode_log(step.title)


def alarms_json(report: AlarmReport) -> str:
    """The same as JSON."""
    return encode_document(
        dry_run=report.dry_run,
        alarms=[
            {
                "id": each.id,
                "kind": each.kind.value,
                "level": each.level,
                "reason": each.reason,
                "may_be_live": each.may_be_live,
                "since": each.since.isoformat() if each.since else None,
                "link": each.link,
            }
            for each in report.alarms
        ],
        steps=[
            {
                "what": each.did.value,
                "id": each.mark.id,
                "number": each.number,
                "title": each.title,
                "url": each.url or None,
                "told": list(each.mark.told),
            }
            for each in report.steps
        ],
        trouble=report.trouble,
        left=list(report.left),
    )


_SAID = {
    Did.OPENED: "",
    Did.REOPENED: "Again: ",
    Did.WORSE: "Worse: ",
    Did.SETTLED: "Settled: ",
}


def step_chat(step: Step) -> str:
    """One step for a channel: what it is about, why, and where to go."""
    said = _SAID.get(step.did, "")
    lines = [f"*{said}{encode_chat(step.title)}*"]
    if step.words:
        lines.append(encode_chat(shorten(step.words, _LONGEST)))
    return "\n".join([*lines, *([step.url] if step.url else [])])
