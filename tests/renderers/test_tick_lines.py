"""What `publish` says of accounts that rest: a line each, and not one for each post."""

from __future__ import annotations

import json

from dispatch.world import target

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.world import Step
from mergecast.model.key import Key
from mergecast.renderers.tick import PublishReport, tick_json, tick_text

REASON = (
    "acme rests until 2026-11-24 01:30 UTC: X does not accept the account's keys (401)"
)
RESTING = tuple(
    Decision(target(id=f"post-{n}"), Verb.WAIT, REASON, rests=True) for n in range(3)
)


def report(*steps: Step, decisions: tuple[Decision, ...] = RESTING) -> PublishReport:
    return PublishReport(TickReport(steps, decisions, ()))


def test_an_account_that_rests_is_one_line_whatever_waits_there() -> None:
    assert tick_text(report()) == f"rests    acme  {REASON}\n"


def test_what_its_step_has_told_is_not_told_twice() -> None:
    key = Key("post-0", None, "acme", 1)
    step = Step(key, "rests", REASON, settled=False, account=True)

    assert tick_text(report(step)) == ""


def test_machines_read_which_accounts_rest() -> None:
    read = json.loads(tick_json(report()))

    assert read["paused"] == {"acme": REASON}
    assert json.loads(tick_json(report(decisions=())))["paused"] == {}


def test_what_an_account_s_network_said_cannot_move_the_terminal() -> None:
    odd = Decision(target(), Verb.WAIT, "no\x1b[2J\n::error::", rests=True)
    text = tick_text(report(decisions=(odd,)))

    assert "\x1b" not in text
    assert text.count("\n") == 1
