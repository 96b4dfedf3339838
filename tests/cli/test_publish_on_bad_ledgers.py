"""Bad ledgers over real git: how a run ends, the place it names, and nothing sent.

A post is approved and due in each of them. What a run does not read, it cannot see;
for that there is ``ledger verify``.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cli.ledger_team import LedgerTeam, copied
from cli.program import ACCOUNT, mergecast
from cli.publishing_team import at
from cli.spoiled_ledgers import (
    BRANCH,
    Files,
    Spoil,
    branch_of,
    downgraded,
    first_day,
    in_json,
    line,
    lines,
    nonce_again,
    put,
    unsigned_lines,
    without,
)
from team_repository import AISYAH, TeamRepository

from mergecast.errors import ExitCode
from mergecast.ledger.canonical import canonical
from mergecast.ledger.record import record_path
from mergecast.sandbox import server
from mergecast.sandbox.server import RunningSandbox

KEY = {"MERGECAST_LEDGER_KEY": "one:" + "5e" * 32}
DUE = "2026-11-24T01:00:10Z"
LAST = "events/2026/11/23.jsonl"
OLD = "events/2026/11/20.jsonl"
YESTERDAY = record_path("post-23@acme:1")
LONG_AGO = record_path("post-20@acme:1")
TODAY = record_path("post-24@acme:1")


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Posts went out on three days, under a key; one more is due on the next."""
    folder = tmp_path_factory.mktemp("pattern")
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        team = TeamRepository.start(folder, remote=True)
        team.environment.update({"MERGECAST_X_API_BASE": sandbox.url, **KEY})
        at(team, "2026-11-20T00:00Z", "ledger", "init", "--sandbox")
        for day in (20, 22, 23, 24):
            team.write(
                f"calendar/2026/11/{day}-post.yaml",
                f"id: post-{day}\naccounts: [acme]\n"
                f"publish_at: 2026-11-{day} 09:00\ntext: 第 {day} 天\n",
            )
        team.commit("Write")
        for day in (20, 22, 23, 24):
            mergecast(team, "approve", f"post-{day}", "--yes", who=AISYAH)
        team.push()
        for day in (20, 22, 23):
            done = at(team, f"2026-11-{day}T01:00:10Z", "publish")
            assert "posted" in done.out, done
    return folder


@pytest.fixture
def team(pattern: Path, tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return copied(pattern, tmp_path, sandbox)


@pytest.fixture
def acme(acme: LedgerTeam) -> LedgerTeam:
    acme.keys = dict(KEY)
    return acme


@dataclass(frozen=True)
class Bad:
    """A ledger gone bad; ``said`` and ``found`` are patterns, the place included.

    ``<a>`` to ``<d>`` are the numbers of the four events of the last day.
    ``said`` None: a run does not read that place, and sends what is due.
    """

    name: str
    spoil: Spoil
    said: str | None
    found: str
    code: ExitCode = ExitCode.LEDGER_DAMAGED

    def __str__(self) -> str:
        return self.name


def swapped(before: list[bytes]) -> list[bytes]:
    return [before[1], before[0], *before[2:]]


def in_facts(path: str, **changed: object) -> Spoil:
    def spoil(files: Files) -> None:
        value = json.loads(files[path])
        files[path] = canonical(value | {"facts": value["facts"] | changed}) + b"\n"

    return spoil


def copied_record(files: Files) -> None:
    """As if the post of today had gone out long ago."""
    value = json.loads(files[LONG_AGO]) | {"key": "post-24@acme:1"}
    files[TODAY] = canonical(value) + b"\n"


BAD = [
    Bad(
        "a truncated line",
        lines(lambda before: [*before[:-1], before[-1][:-9]]),
        rf"{LAST}:4: the last line is cut off",
        rf"^{LAST}:4: the last line is cut off",
    ),
    Bad(
        "half a line in the middle",
        lines(lambda before: [before[0][:99] + b"\n", *before[1:]]),
        rf"{LAST}:1: it is not JSON",
        rf"^{LAST}:1: it is not JSON",
    ),
    Bad(
        "two lines in one",
        lines(lambda before: [before[0][:-1], *before[1:]]),
        rf"{LAST}:1: it is not JSON",
        rf"^{LAST}:1: it is not JSON",
    ),
    Bad(
        "Windows line ends",
        lines(lambda before: [raw.replace(b"\n", b"\r\n") for raw in before]),
        rf"{LAST}:1: the line has a Windows line end \(CR\)",
        rf"^{LAST}:1: the line has a Windows line end",
    ),
    Bad(
        "a wrong MAC",
        line(-1, mac="hmac-sha256:" + "00" * 32),
        rf"{LAST}:4: its MAC was not made by the key 'one'",
        rf"^{LAST}:4 \(event <d>\): its MAC was not made by the key 'one'",
    ),
    Bad(
        "a changed event",
        line(2, body={"id": "1", "via": "send"}),
        rf"{LAST}:3: its MAC was not made by the key 'one'",
        rf"^{LAST}:3 \(event <c>\): its MAC was not made by the key 'one'",
    ),
    Bad(
        "a broken chain",
        line(1, prev="sha256:" + "00" * 32),
        rf"{LAST}:2: the chain breaks: 'prev' is not the hash of event <a>",
        rf"^{LAST}:2 \(event <b>\): the chain breaks",
    ),
    Bad(
        "events out of order",
        lines(swapped),
        rf"{LAST}:2: event <a> stands after <b>",
        rf"^{LAST}:2 \(event <a>\): it stands after event <b>",
    ),
    Bad(
        "an event taken out",
        lines(lambda before: [before[0], *before[2:]]),
        rf"{LAST}:2: event <b> is missing before event <c>",
        rf"^{LAST}:2 \(event <c>\): event <b> is missing",
    ),
    Bad(
        "the last event taken out",
        lines(lambda before: before[:-1]),
        rf"{LAST}:3: it should be event <d>, which head.json calls the last",
        r"^head.json: it is not what the events make of it",
    ),
    Bad(
        "an unknown event",
        line(3, kind="celebrate"),
        rf"{LAST}:4: 'kind' is 'celebrate'",
        rf"^{LAST}:4: 'kind' is 'celebrate'",
    ),
    Bad(
        "a nonce used twice",
        lines(nonce_again),
        rf"{LAST}:4: the nonce of event <d> was used before",
        rf"^{LAST}:4 \(event <d>\): its nonce is that of event <a>",
    ),
    Bad(
        "an event of a newer version",
        line(3, v=2),
        rf"newer mergecast \(version 2 at {LAST}:4; this one reads 1\)",
        rf"newer mergecast \(version 2 at {LAST}:4",
        ExitCode.CANNOT_WORK,
    ),
    Bad(
        "a head of a newer version",
        in_json("head.json", v=2),
        r"newer mergecast \(version 2 at head.json",
        r"newer mergecast \(version 2 at head.json",
        ExitCode.CANNOT_WORK,
    ),
    Bad(
        "a record of a newer version",
        in_json(YESTERDAY, v=2),
        rf"newer mergecast \(version 2 at {YESTERDAY}",
        rf"newer mergecast \(version 2 at {YESTERDAY}",
        ExitCode.CANNOT_WORK,
    ),
    Bad(
        "signatures taken off the newest day",
        lines(unsigned_lines),
        rf"{LAST}:1: a 'claim' event without a MAC in a ledger keyed by 'one'",
        rf"^{LAST}:1 \(event <a>\): a 'claim' event without a MAC",
    ),
    Bad(
        "the record of the key gone",
        without(record_path("!rotate")),
        r"settings name the ledger's key 'one', and it has no key",
        r"the record of '!rotate': the file is missing",
    ),
    Bad(
        "a downgrade of everything to no key",
        downgraded,
        rf"{record_path('!rotate')}: settings name the ledger's key 'one'",
        rf"^{record_path('!rotate')}: settings name the ledger's key 'one'",
    ),
    Bad(
        "the newest day gone",
        without(LAST),
        rf"{LAST}: the file is missing",
        r"^head.json: it is not what the events make of it",
    ),
    Bad(
        "the head gone",
        without("head.json"),
        r"head.json: the file is missing",
        r"^head.json: it is not what the events make of it",
    ),
    Bad(
        "the record of a key altered",
        in_facts(YESTERDAY, state="open"),
        rf"{YESTERDAY} \(post-23@acme:1\): its MAC was not made",
        rf"^{YESTERDAY}: the record of 'post-23@acme:1': it is not what event <c> left",
    ),
    Bad(
        "the record of a key gone",
        without(YESTERDAY),
        rf"{YESTERDAY} \(post-23@acme:1\): the file is missing, though event <c>",
        rf"^{YESTERDAY}: the record of 'post-23@acme:1': the file is missing",
    ),
    Bad(
        "a record too many, of what is due",
        copied_record,
        rf"{TODAY} \(post-24@acme:1\): its MAC was not made",
        rf"^{TODAY}: no event is about the key of this file",
    ),
    Bad(
        "an old day changed",
        line(0, first_day, run="elsewhere"),
        None,
        rf"^{OLD}:1 \(event 0\): .*genesis",
    ),
    Bad(
        "an old line cut off",
        lines(lambda before: [*before[:-1], before[-1][:-9]], first_day),
        None,
        rf"^{OLD}:\d: the last line is cut off",
    ),
    Bad(
        "an old day gone",
        without(OLD),
        None,
        r"\(event \d+\): the first event is not the genesis",
    ),
    Bad(
        "an old record gone",
        without(LONG_AGO),
        None,
        rf"^{LONG_AGO}: the record of 'post-20@acme:1': the file is missing",
    ),
    Bad(
        "a record that no event made",
        put(record_path("other@acme:1"), b"{}\n"),
        None,
        rf"^{record_path('other@acme:1')}: no event is about the key",
    ),
    Bad(
        "a file that does not belong",
        put(".github/workflows/evil.yml", b"on: push\n"),
        None,
        r"^\.github/workflows/evil.yml: this file does not belong here",
    ),
]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_ledger_ends_the_run_at_the_place_and_sends_nothing(
    acme: LedgerTeam, bad: Bad
) -> None:
    branch = branch_of(acme.repository)
    first = json.loads(branch.files()[LAST].splitlines()[0])["seq"]
    branch.spoil(bad.spoil)

    def numbered(pattern: str) -> str:
        """With the numbers of the events of the last day."""
        for name, seq in zip("abcd", range(first, first + 4), strict=True):
            pattern = pattern.replace(f"<{name}>", str(seq))
        return pattern

    before = branch.tip()
    code = ExitCode.DONE if bad.said is None else bad.code
    done = acme.publish(DUE, code)
    verified = acme("ledger", "verify", code=bad.code)

    assert re.search(numbered(bad.found), verified.out + verified.err, re.MULTILINE)
    if bad.said is None:
        assert acme.live() == ["第"]
        return
    assert re.search(numbered(bad.said), done.err)
    assert "nothing was posted" in done.err
    assert (acme.live(), branch.tip()) == ([], before)


def gone(acme: LedgerTeam) -> None:
    branch_of(acme.repository).git("branch", "-D", "mergecast-ledger")


def rewritten(acme: LedgerTeam) -> None:
    """Back to before the last run, without a trace: only who was there knows."""

    def spoil(files: Files) -> None:
        del files["README.md"]

    branch_of(acme.repository).spoil(spoil, rewrite=True)


def replaced(acme: LedgerTeam) -> None:
    """Somebody started a new one in its place."""
    gone(acme)
    team = acme.repository
    settings = (team.folder / "mergecast.yaml").read_text("utf-8")
    shutil.rmtree(team.folder / ".git/mergecast")
    team.write("mergecast.yaml", re.sub(r"(?m)^ledger:.*\n(  .*\n)*", "", settings))
    team.commit("Forget the ledger")
    acme("ledger", "init", "--sandbox")
    team.write("mergecast.yaml", settings)
    team.commit("Name the old one again")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gone, "the ledger is missing: its branch is gone, and settings name sha256:"),
        (
            rewritten,
            "the branch 'mergecast-ledger' was rewritten: what it held is gone",
        ),
        (replaced, "this is another ledger: its genesis is sha256:"),
    ],
)
def test_a_branch_that_is_not_the_ledger_sends_nothing(
    acme: LedgerTeam, spoil: Callable[[LedgerTeam], None], said: str
) -> None:
    spoil(acme)
    for args in (("publish",), ("status",), ("freeze", "--reason", "r")):
        done = acme(*args, now=DUE, code=ExitCode.LEDGER_DAMAGED)
        assert said in done.err
    if spoil is not replaced:
        acme("ledger", "verify", code=ExitCode.LEDGER_DAMAGED)
    else:
        verified = acme("ledger", "verify", code=ExitCode.LEDGER_DAMAGED)
        assert "(event 0): this is not the genesis sha256:" in verified.out
    assert acme.live() == []


@pytest.mark.parametrize("fresh", [False, True], ids=["kept clone", "fresh clone"])
def test_older_files_in_an_ordinary_commit_send_nothing_again(
    acme: LedgerTeam,
    fresh: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    acme.publish(DUE)
    branch = branch_of(acme.repository)
    before = branch.tip()
    older = branch.git("rev-parse", f"{before}~3^{{tree}}").decode().strip()
    made = branch.git("commit-tree", older, "-p", before, "-m", "Restore")
    branch.git("update-ref", f"refs/heads/{BRANCH}", made.decode().strip())
    if fresh:
        shutil.rmtree(acme.repository.folder / ".git/mergecast")
    done = acme.publish("2026-11-24T01:30:00Z", ExitCode.LEDGER_DAMAGED)
    verified = acme("ledger", "verify", code=ExitCode.LEDGER_DAMAGED)

    assert acme.live() == ["第"]
    for said in (done.err, verified.out):
        assert re.search(r"commit [0-9a-f]{10}: it wrote '", said)
        assert "later commits took back what had happened" in said


def test_a_sound_ledger_sends_what_is_due(acme: LedgerTeam) -> None:
    """Else nothing above would prove anything."""
    acme.publish(DUE)

    assert acme.live() == ["第"]
    acme("ledger", "verify")
