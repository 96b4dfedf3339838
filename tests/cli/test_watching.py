"""What a publisher that stays writes and tells, each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cli.program import ACCOUNT, mergecast
from cli.publishing_team import founded
from dispatch.world import Clock, target
from listening import Listener, listening

from mergecast.cli.publishing.looping import Journal
from mergecast.cli.publishing.ticking import Desk
from mergecast.cli.session import Session
from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.world import Step
from mergecast.errors import ExitCode, GitError, LedgerDamagedError
from mergecast.model.key import Key
from mergecast.renderers.journal import Entry
from mergecast.sandbox import server

KEY = Key("launch-2026", None, "acme", 1)
CALM = TickReport((), (), ())
FROZEN = TickReport((), (Decision(target(), Verb.FROZEN, "mei froze all"),), ())


@dataclass(slots=True)
class Log:
    """A journal with a clock of its own, and what it wrote."""

    clock: Clock = field(default_factory=Clock)
    entries: list[Entry] = field(default_factory=list)
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        desk = Desk(Session(Path(), None, False, False, False), lambda: False)  # noqa: FBT003 - a session is five flags
        self.journal = Journal(desk, self.entries.append, self.clock)

    def lines(self) -> list[str]:
        said = [f"{one.what} {one.about} {one.detail}" for one in self.entries]
        self.entries.clear()
        return [" ".join(line.split()) for line in said]

    def tick(self, report: TickReport = CALM) -> None:
        for step in report.steps:
            self.journal.step(step)
        self.journal.ticked(report, self.clock.at + timedelta(minutes=5))
        self.clock.sleep(30)


@pytest.fixture
def log() -> Log:
    made = Log()
    made.tick()
    made.lines()
    return made


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as made:
        monkeypatch.setenv("MERGECAST_WATCH_URL", f"{made.url}/s3cr3t")
        yield made


def test_what_stands_still_is_written_once_until_it_stands_otherwise(log: Log) -> None:
    for report in (FROZEN, FROZEN, CALM, FROZEN):
        log.tick(report)

    assert log.lines() == ["frozen launch-2026@acme mei froze all"] * 2


def test_what_waits_for_the_same_reason_again_is_no_news(log: Log) -> None:
    for reason in ("upload failed", "upload failed", "X is away"):
        log.tick(TickReport((Step(KEY, "waits", reason),), (), ()))
    log.tick()
    log.tick(TickReport((Step(KEY, "posted", "https://x.example/1"),), (), ()))

    assert log.lines() == [
        "waits launch-2026@acme:1 upload failed",
        "waits launch-2026@acme:1 X is away",
        "posted launch-2026@acme:1 https://x.example/1",
    ]


def test_a_hold_is_not_written_a_second_time_as_how_it_stands(log: Log) -> None:
    held = Decision(target(), Verb.HOLD, "not permitted")
    log.tick(TickReport((Step(KEY, "held", "not permitted; ..."),), (held,), ()))
    log.tick(TickReport((), (held,), ()))

    assert log.lines() == ["held launch-2026@acme:1 not permitted; ..."]


def test_an_account_that_rests_is_named_once_after_the_step_that_met_it(
    log: Log,
) -> None:
    met = replace(Step(KEY, "waits", "no credit"), account=True)
    soon = Decision(target(), Verb.WAIT, "no credit", rests=True)
    rests = replace(soon, reason="acme rests until 2026-11-24 02:00 UTC: no credit")
    log.tick(TickReport((met,), (soon,), ()))
    log.tick(TickReport((), (rests,), ()))
    log.tick(TickReport((), (rests,), ()))

    assert log.lines() == [
        "waits launch-2026@acme:1 no credit",
        "rests account:acme acme rests until 2026-11-24 02:00 UTC: no credit",
    ]


def test_broken_files_are_named_once(log: Log) -> None:
    broken = TickReport((), (), ("calendar/2026/11/24-x.yaml",))
    log.tick(broken)
    log.tick(broken)

    path = "calendar/2026/11/24-x.yaml"
    assert log.lines() == [f"broken {path} run `mergecast check {path}`"]


def test_an_outage_is_written_when_it_begins_and_when_it_is_over(log: Log) -> None:
    since = log.clock.at
    for _ in range(40):
        log.journal.failed(GitError("no answer", hint="look"), since)
        log.clock.sleep(60)
    log.journal.recovered(since)
    log.tick()

    assert log.lines() == [
        "trouble no answer -> look; it is tried again until it works",
        "recovered after 40 min",
    ]


def test_an_outage_with_ever_new_words_does_not_fill_the_log(log: Log) -> None:
    for number in range(500):
        log.journal.failed(GitError(f"no answer {number}"), log.clock.at)

    assert len(log.lines()) == 20


def test_a_watch_hears_of_calm_once_a_minute(log: Log, outside: Listener) -> None:
    for _ in range(6):
        log.tick()

    assert outside.heard == ["/s3cr3t"] * 3


def test_a_watch_hears_at_once_that_a_person_is_needed(
    log: Log, outside: Listener
) -> None:
    log.clock.sleep(60)
    log.tick()
    log.tick(TickReport((Step(KEY, "held", "why", settled=False),), (), ()))
    log.tick()
    log.tick()

    assert outside.heard == ["/s3cr3t", "/s3cr3t/fail", "/s3cr3t"]


def test_nothing_that_is_due_waits_for_the_watch(log: Log, outside: Listener) -> None:
    held = TickReport((Step(KEY, "held", "why", settled=False),), (), ())
    log.journal.ticked(held, log.clock.at + timedelta(seconds=14))
    before = list(outside.heard)
    log.journal.looked(log.clock.at + timedelta(minutes=1))

    assert (before, outside.heard) == ([], ["/s3cr3t/fail"])


def test_a_damaged_ledger_is_told_at_once_and_a_short_outage_is_not(
    log: Log, outside: Listener
) -> None:
    since = log.clock.at
    log.journal.failed(GitError("no answer"), since)
    short = list(outside.heard)
    log.journal.failed(LedgerDamagedError("the chain breaks"), since)
    log.clock.sleep(299)
    log.journal.failed(GitError("no answer"), since)
    later = list(outside.heard)
    log.clock.sleep(1)
    log.journal.failed(GitError("no answer"), since)

    assert short == []
    assert later == ["/s3cr3t/fail"]
    assert outside.heard == ["/s3cr3t/fail"] * 2


def test_a_watch_that_is_away_is_written_once_without_its_address(
    log: Log, outside: Listener
) -> None:
    outside.status = 503
    for _ in range(6):
        log.tick()
    outside.status = 200
    for _ in range(4):
        log.tick()

    assert log.lines() == [
        "watch the outside watch answered 503",
        "watch the outside watch hears again",
    ]


# --- a single run, as a real process ---


def test_a_run_tells_the_watch_how_it_ended(tmp_path: Path) -> None:
    with (
        server.start(":memory:", accounts=(ACCOUNT,)) as sandbox,
        listening() as outside,
    ):
        team = founded(tmp_path, sandbox)
        team.environment["MERGECAST_WATCH_URL"] = f"{outside.url}/s3cr3t"
        fine = mergecast(team, "publish")
        rehearsed = mergecast(team, "publish", "--dry-run")
        outside.status = 500
        deaf = mergecast(team, "publish")
        (team.remote or tmp_path).rename(tmp_path / "gone")
        failed = mergecast(team, "publish")

    assert outside.heard == ["/s3cr3t", "/s3cr3t", "/s3cr3t/fail"]
    assert (fine.code, fine.err) == (ExitCode.DONE, "")
    assert (rehearsed.code, rehearsed.err) == (ExitCode.DONE, "")
    assert deaf.code == ExitCode.DONE
    assert deaf.err == "mergecast: the outside watch answered 500\n"
    assert failed.code == ExitCode.CANNOT_WORK
    assert "s3cr3t" not in str((fine, deaf, failed))
