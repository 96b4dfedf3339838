"""`mergecast resolve` where the remote is away: kept, and written at next contact."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.ledger_team import LedgerTeam, copied, started
from cli.program import ACCOUNT, mergecast
from team_repository import AISYAH, TeamRepository

from mergecast.errors import ExitCode
from mergecast.sandbox import server
from mergecast.sandbox.server import RunningSandbox

if TYPE_CHECKING:
    from cli.program import Done

DUE = "2026-11-24T01:00:10Z"
KEY = "post-1@acme:1"
WHY = ("--reason", "the network is down in Klang")
POST = """\
id: post-1
accounts: [acme]
publish_at: 2026-11-24 09:00
text: 第一 🎉
"""
THREAD = """\
id: thread-1
accounts: [acme]
publish_at: 2026-11-30 09:00
thread: [first, second]
"""


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pattern")
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        team = started(folder, sandbox)
        team.write("calendar/2026/11/24-post.yaml", POST)
        team.write("calendar/2026/11/30-thread.yaml", THREAD)
        team.commit("Write")
        mergecast(team, "approve", "post-1", "--yes", who=AISYAH)
        team.push()
        assert mergecast(team, "status").code == 0
    return folder


@pytest.fixture
def team(pattern: Path, tmp_path: Path, sandbox: RunningSandbox) -> TeamRepository:
    return copied(pattern, tmp_path, sandbox)


def unplug(acme: LedgerTeam) -> None:
    assert acme.repository.remote is not None
    acme.repository.remote.rename(acme.repository.remote.with_name("unplugged"))


def plug_in(acme: LedgerTeam) -> None:
    assert acme.repository.remote is not None
    acme.repository.remote.with_name("unplugged").rename(acme.repository.remote)


def by_hand(acme: LedgerTeam, *more: str, key: str = KEY, code: int = 0) -> Done:
    return acme("resolve", key, *(more or ("--manual",)), *WHY, now=DUE, code=code)


def kept(acme: LedgerTeam) -> list[Path]:
    return sorted((acme.repository.folder / ".git/mergecast/answers").glob("*.json"))


def resolved(acme: LedgerTeam) -> list[dict[str, str]]:
    """What is on record of people's answers, by the remote's own files."""
    lines = [
        json.loads(line)
        for path, raw in sorted(acme.ledger().items())
        if path.startswith("events/")
        for line in raw.splitlines()
    ]
    return [each["body"] for each in lines if each["kind"] == "resolved"]


def test_the_packet_comes_without_a_remote_and_the_record_follows(
    acme: LedgerTeam,
) -> None:
    unplug(acme)
    told = by_hand(acme)
    assert f"{KEY}: 'manual' is kept here, not on record yet" in told.out
    assert "the ledger cannot be reached: `git fetch" in told.out
    assert "until then a run elsewhere does not know, and may send it too" in told.out
    assert "\n第一 🎉\n" in told.out
    assert "open: https://x.com/intent/post?text=%E7%AC%AC%E4%B8%80" in told.out
    away = acme("status", now=DUE, code=ExitCode.CANNOT_WORK)
    assert f"waiting here until it can be reached: {KEY}  manual" in away.err

    plug_in(acme)
    published = acme("publish", now=DUE)
    assert f"recorded what waited here: {KEY}  manual, as Mei Lin said" in published.err
    assert (acme.live(), kept(acme)) == ([], [])
    [body] = resolved(acme)
    assert (body["outcome"], body["by"]) == ("manual", "Mei Lin")
    assert body["said"] == "2026-11-24T01:00:10+00:00"
    assert "waited here" not in acme("status", now=DUE).err


@pytest.mark.parametrize(
    "args",
    [("status",), ("plan",), ("freeze", *WHY), ("resolve", KEY, "--manual", *WHY)],
)
def test_any_command_that_reaches_the_ledger_writes_it_down(
    acme: LedgerTeam, args: tuple[str, ...]
) -> None:
    unplug(acme)
    by_hand(acme)
    plug_in(acme)
    done = acme(*args, now=DUE)

    assert f"recorded what waited here: {KEY}" in done.err
    assert [each["outcome"] for each in resolved(acme)] == ["manual"]


def test_where_it_is_live_can_be_said_without_a_remote_too(acme: LedgerTeam) -> None:
    url = "https://x.com/acme_hq/status/1992000000000000001"
    unplug(acme)
    by_hand(acme)
    told = by_hand(acme, "--posted", url)
    assert f"'posted' at {url} is kept here" in told.out
    assert len(kept(acme)) == 2

    plug_in(acme)
    acme("status", now=DUE)
    assert [each["outcome"] for each in resolved(acme)] == ["manual", "posted"]
    assert url in acme("status", now=DUE).out


def test_a_copy_with_no_remote_at_all_gives_the_packet(
    acme: LedgerTeam, tmp_path: Path
) -> None:
    shutil.copytree(acme.repository.folder, tmp_path / "usb")
    acme.inside.folder = tmp_path / "usb"
    acme.repository.git("-C", str(acme.inside.folder), "remote", "remove", "origin")
    told = by_hand(acme)

    assert "this clone has no remote, and the ledger is not in it" in told.out
    assert "\n第一 🎉\n" in told.out
    assert (tmp_path / "usb/.git/mergecast/answers").is_dir()


def test_a_ledger_of_one_machine_is_written_at_once(
    acme: LedgerTeam, tmp_path: Path
) -> None:
    """No remote, and none needed: nothing waits."""
    (tmp_path / "alone").mkdir()
    alone = TeamRepository.start(tmp_path / "alone")
    alone.environment.update(acme.repository.environment)
    acme.repository, acme.inside.folder = alone, alone.folder
    alone.write("calendar/2026/11/24-post.yaml", POST)
    alone.commit("Write")
    acme("ledger", "init", "--sandbox")
    alone.commit("Name the ledger")
    told = by_hand(acme)

    assert f"{KEY}: left to a person: no run will send it" in told.out
    assert kept(acme) == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--resend",), "git fetch"),
        (("--cancel",), "git fetch"),
        (("--gone",), "git fetch"),
    ],
)
def test_what_rests_on_the_ledger_does_not_wait(
    acme: LedgerTeam, args: tuple[str, ...], said: str
) -> None:
    unplug(acme)
    done = by_hand(acme, *args, code=ExitCode.CANNOT_WORK)

    assert said in done.err
    assert kept(acme) == []


@pytest.mark.parametrize(
    ("key", "args", "said"),
    [
        (KEY, ("--posted", "https://x.com/acme_hq"), "is no post of acme_hq"),
        (KEY, ("--posted", "https://x.com/other/status/7"), "is no post of acme_hq"),
        (KEY, ("--posted", "https://evil.example/acme_hq/status/7"), "is no post of"),
        ("post-9", ("--manual",), "nobody knows 'post-9'"),
        ("thread-1", ("--manual",), "'thread-1' is more than one part"),
    ],
)
def test_what_cannot_be_is_refused_at_once(
    acme: LedgerTeam, key: str, args: tuple[str, ...], said: str
) -> None:
    unplug(acme)
    done = by_hand(acme, *args, key=key, code=ExitCode.USAGE)

    assert said in done.err
    assert kept(acme) == []


def test_a_part_that_answers_one_that_nobody_knows_yet_says_so(
    acme: LedgerTeam,
) -> None:
    unplug(acme)
    told = by_hand(acme, key="thread-1@acme:2")

    assert "answer: thread-1@acme:1, which the link does not know of" in told.out


def test_a_run_elsewhere_that_sent_it_meanwhile_is_told_until_it_is_settled(
    acme: LedgerTeam, tmp_path: Path
) -> None:
    """Mei posts by hand on the train; the job knows nothing of it and sends too."""
    unplug(acme)
    mine = "https://x.com/acme_hq/status/1992000000000000001"
    by_hand(acme)
    plug_in(acme)
    mei = acme.inside.folder
    clone = tmp_path / "job"
    acme.repository.git("clone", "-q", str(acme.repository.remote), str(clone))
    acme.inside.folder = clone
    acme.publish(DUE)
    assert len(acme.live()) == 1

    acme.inside.folder = mei
    for _ in range(2):
        told = acme("status", now=DUE)
        assert f"this waits here, and cannot be: {KEY}  manual" in told.err
        assert "it is live: https://x.com/acme_hq/status/" in told.err
        assert "it is there twice" in told.err
        assert f"not yet   on record, waits in this clone: {KEY}  manual" in told.out
    status = json.loads(acme("status", "--format", "json", now=DUE).out)
    assert len(status["waiting"]) == 1

    by_hand(acme, "--posted", mine, code=ExitCode.USAGE)
    link = next(each["link"] for each in status["posts"] if each["key"] == KEY)
    done = by_hand(acme, "--posted", link)
    assert "this is on record already; nothing was written" in done.out
    assert kept(acme) == []
    assert resolved(acme) == []


def test_of_two_who_answer_at_once_the_second_is_told(
    acme: LedgerTeam, tmp_path: Path
) -> None:
    """Both by hand, both away, each with a link of their own."""
    links = [f"https://x.com/acme_hq/status/199200000000000000{n}" for n in (1, 2)]
    shutil.copytree(acme.repository.folder, tmp_path / "other")
    unplug(acme)
    by_hand(acme, "--posted", links[0])
    mei, acme.inside.folder = acme.inside.folder, tmp_path / "other"
    by_hand(acme, "--posted", links[1])
    plug_in(acme)
    first = acme("status", now=DUE)
    acme.inside.folder = mei
    second = acme("status", now=DUE)

    assert "recorded what waited here" in first.err
    assert f"it is live: {links[1]}" in second.err
    assert [each["url"] for each in resolved(acme)] == [links[1]]


def test_the_link_of_another_part_is_refused_at_the_contact(acme: LedgerTeam) -> None:
    acme.publish(DUE)
    answer = acme("status", "--format", "json", now=DUE).out
    link = next(each["link"] for each in json.loads(answer)["posts"] if each["link"])
    unplug(acme)
    by_hand(acme, "--posted", link, key="thread-1@acme:1")
    plug_in(acme)
    told = acme("status", now=DUE)

    assert f"'{link}' is '{KEY}' already" in told.err
    assert resolved(acme) == []


def test_a_file_that_holds_no_answer_is_named_and_stops_nothing(
    acme: LedgerTeam,
) -> None:
    folder = acme.repository.folder / ".git/mergecast/answers"
    folder.mkdir()
    (folder / "000001-a.json").write_text('{"v": 1, "genesis": "x', "utf-8")
    (folder / "000002-b.json").write_text('{"v": 9}', "utf-8")
    done = acme("publish", now=DUE)

    assert (
        "answers/000001-a.json' cannot be read: look at it, then delete it" in done.err
    )
    assert "answers/000002-b.json' cannot be read" in done.err
    assert len(acme.live()) == 1


def test_an_answer_for_another_ledger_is_not_written_into_this_one(
    acme: LedgerTeam,
) -> None:
    unplug(acme)
    by_hand(acme)
    [file] = kept(acme)
    told = json.loads(file.read_text("utf-8")) | {"genesis": "sha256:" + "00" * 32}
    file.write_text(json.dumps(told), "utf-8")
    plug_in(acme)

    assert "was said of another ledger" in acme("status", now=DUE).err
    assert resolved(acme) == []


def test_json_says_that_it_waits(acme: LedgerTeam) -> None:
    unplug(acme)
    told = json.loads(by_hand(acme, "--manual", "--format", "json").out)

    assert (told["written"], told["waits_here"]) == (False, True)
    assert told["packet"]["text"] == "第一 🎉"
