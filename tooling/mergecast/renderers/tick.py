"""What a tick did, for people, logs and machines."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.dispatch.decision import BUDGET, Decision, Verb
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.world import Step
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

REHEARSAL = (
    "REHEARSAL: `live: false` in mergecast.yaml. Posts go to an emulator in this "
    "command; nothing reaches X"
)

MOVES = "main keeps moving; the rest is left to the next run"

_SHOWN = frozenset({Verb.PUBLISH, Verb.FROZEN, Verb.HOLD, Verb.MISSED, Verb.UNKNOWN})


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What `publish` did. ``tick`` is None where there was nothing to publish from.

    ``note`` says why, or what else a person should know; ``rehearsal`` is whether
    nothing of it reached a network.
    """

    tick: TickReport | None
    note: str = ""
    dry_run: bool = False
    rehearsal: bool = False


def tick_text(report: PublishReport, *, quiet: bool = False) -> str:
    """What stands still and why, once the steps were told; calm if there is nothing."""
    lines = [report.note] if report.note else []
    if report.tick is not None:
        steps = report.tick.steps
        lines += [
            f"{each.verb:<8} {each.target.post.name}@{each.target.account.key}"
            f"  {encode_terminal(each.reason)}"
            for each in still(report.tick)
        ]
        lines += [
            f"rests    {account}  {encode_terminal(reason)}"
            for account, reason in report.tick.paused.items()
            if not any(step.account and step.key.account == account for step in steps)
        ]
        lines += [
            encode_terminal(f"broken   {path}: run `mergecast check {path}`")
            for path in report.tick.broken
        ]
        if report.tick.stale:
            lines.append(f"wait     {MOVES}")
        if not lines and not report.tick.steps and not quiet:
            lines = ["nothing to do"]
    return "".join(f"{line}\n" for line in lines)


def step_text(step: Step) -> str:
    """One step, in a line."""
    return f"{step.what:<8} {step.key}  {encode_terminal(step.detail)}\n"


def still(tick: TickReport) -> list[Decision]:
    """What is due and does not move; what is merely early is no news."""
    done = {step.key.name for step in tick.steps}
    return [
        each
        for each in tick.decisions
        if each.target.post.name not in done
        and not each.rests
        and (
            each.verb in _SHOWN
            or (each.verb is Verb.WAIT and each.until is None)
            or each.code == BUDGET
        )
    ]


def tick_json(report: PublishReport) -> str:
    """The report as JSON."""
    tick = report.tick
    return encode_document(
        note=report.note,
        dry_run=report.dry_run,
        rehearsal=report.rehearsal,
        steps=[
            {
                "key": str(step.key),
                "what": step.what,
                "detail": step.detail,
                "settled": step.settled,
            }
            for step in (tick.steps if tick else ())
        ],
        decisions=[
            {
                "post": each.target.post.name,
                "account": each.target.account.key,
                "part": each.part,
                "decision": each.verb.value,
                "reason": each.reason,
            }
            for each in (tick.decisions if tick else ())
        ],
        paused=tick.paused if tick else {},
        broken=list(tick.broken) if tick else [],
        stale=tick.stale if tick else False,
    )
