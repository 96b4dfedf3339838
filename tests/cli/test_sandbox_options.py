"""What the options of `mergecast sandbox` make of the stand-in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cli.inside import Inside
from team_repository import TeamRepository

from mergecast.sandbox.faults import BY_CHANCE, Fault, FaultKind
from mergecast.sandbox.server import RunningSandbox


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[RunningSandbox]:
    """The sandboxes that were started; each is closed at once."""
    found: list[RunningSandbox] = []

    def serve(running: RunningSandbox) -> None:
        found.append(running)
        running.close()

    monkeypatch.setattr("mergecast.cli.sandboxing.serve", serve)
    return found


@pytest.fixture
def inside(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    return Inside(TeamRepository.start(tmp_path).folder, capsys, monkeypatch)


def test_options_become_its_conduct(
    inside: Inside, started: list[RunningSandbox]
) -> None:
    options = ["--latency", "0.5", "--lag", "90", "--read-only", "--fault", "drop:0.25"]
    assert inside("sandbox", "--port", "0", *options).code == 0

    (sandbox,) = (running.sandbox for running in started)
    conduct = sandbox.conduct
    assert (conduct.latency_seconds, conduct.read_only) == (0.5, True)
    assert conduct.timeline_lag == timedelta(seconds=90)
    assert sandbox.faults.faults == (Fault(FaultKind.DROP, 0.25),)


@pytest.mark.parametrize("option", ["--latency", "--lag"])
def test_a_wait_that_is_no_number_is_refused(
    inside: Inside, started: list[RunningSandbox], option: str
) -> None:
    shown = inside("sandbox", "--port", "0", option, "nan")

    assert (shown.code, started) == (2, [])
    assert f"Invalid value for '{option}': 'nan' is no number" in shown.err


def test_threads_can_be_refused(inside: Inside, started: list[RunningSandbox]) -> None:
    inside("sandbox", "--port", "0")
    inside("sandbox", "--port", "0", "--no-self-replies")
    inside("sandbox", "--port", "0", "--account", "beta", "--no-self-replies")

    answers = [running.accounts[0].self_replies for running in started]
    assert answers == [True, False, False]


def test_an_account_whose_answers_x_refused_is_refused_them_here(
    inside: Inside, started: list[RunningSandbox]
) -> None:
    settings = inside.read("mergecast.yaml").replace(
        "timezone:", "self_replies: refused, tier: premium, timezone:"
    )
    (inside.folder / "mergecast.yaml").write_text(settings)
    inside("sandbox", "--port", "0")

    (account,) = started[0].accounts
    assert (account.self_replies, account.tier) == (False, "premium")


def test_the_help_lists_every_kind_of_fault(inside: Inside) -> None:
    shown = inside("sandbox", "--help").out

    listed = shown.partition("Kinds of --fault:")[2].split("\n")
    assert [line.split()[0] for line in listed[1 : len(BY_CHANCE) + 1]] == [*BY_CHANCE]
