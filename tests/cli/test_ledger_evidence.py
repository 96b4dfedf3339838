"""`mergecast ledger evidence`: what proves a post, and that a clone can check it."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rfc8785
from cli.ledger_team import started
from cli.program import ACCOUNT, mergecast
from cli.publishing_team import at
from jsonschema import Draft202012Validator
from team_repository import AISYAH, TeamRepository

from mergecast.errors import ExitCode
from mergecast.ledger.evidence import schema
from mergecast.sandbox import server

if TYPE_CHECKING:
    from cli.inside import Inside
    from cli.program import Done

KEY = {"MERGECAST_LEDGER_KEY": "one:" + "5e" * 32}
THREAD = """\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
bucket: evergreen
thread:
  - {text: 第一, media: [{file: media/launch.png, alt: A bird}]}
  - second
"""
PATH = "calendar/2026/11/24-launch.yaml"
PICTURE = Path(server.__file__).parents[1] / "demo/content/launch.png"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TeamRepository]:
    """A thread with a picture went out; its file was changed and moved since."""
    with server.start(":memory:", accounts=(ACCOUNT,)) as sandbox:
        team = started(tmp_path_factory.mktemp("team"), sandbox)
        team.environment.update(KEY)
        assert mergecast(team, "ledger", "rotate").code == 0
        picture = team.folder / "calendar/media/launch.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(PICTURE.read_bytes())
        team.write(PATH, THREAD)
        team.write("calendar/2026/11/30-other.yaml", OTHER)
        team.commit("Write")
        mergecast(team, "approve", "launch-2026", "--yes", who=AISYAH)
        team.push()
        done = at(team, "2026-11-24T01:00:10Z", "publish")
        assert done.out.count("posted ") == 2, done
        mergecast(team, "freeze", "--scope", "post:launch-2026", "--reason", "typo")
        mergecast(team, "freeze", "--scope", "account:acme", "--reason", "typo")
        team.write(PATH, f"{THREAD}notes: 漂亮\n")
        team.git("mv", PATH, "calendar/2026/11/24-other-name.yaml")
        team.commit("Move it")
        yield team


OTHER = "id: other-2026\naccounts: [acme]\npublish_at: 2026-11-30 09:00\ntext: o\n"


@pytest.fixture
def team(published: TeamRepository, monkeypatch: pytest.MonkeyPatch) -> TeamRepository:
    for name, value in published.env().items():
        monkeypatch.setenv(name, value)
    return published


@pytest.fixture
def bundle(inside: Inside) -> dict[str, Any]:
    done = inside("ledger", "evidence", "launch-2026")
    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert done.out.isascii()
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.fixture
def auditor(
    team: TeamRepository,
    inside: Inside,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    """Somebody with a clone, without keys and without the remote."""
    team.git("clone", "-q", str(team.remote), str(tmp_path / "clone"))
    clone = ("-C", str(tmp_path / "clone"))
    team.git(*clone, "remote", "set-url", "origin", str(tmp_path / "nowhere"))
    monkeypatch.delenv("MERGECAST_LEDGER_KEY")
    inside.folder = tmp_path / "clone"
    return inside


def checked(auditor: Inside, told: object, *more: str) -> Done:
    file = auditor.folder.parent / "evidence.json"
    file.write_text(json.dumps(told), "utf-8")
    return auditor("ledger", "evidence", "--check", str(file), *more)


def test_the_bundle_has_the_documented_form(bundle: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(bundle)
    assert set(bundle) == set(schema()["properties"])
    for name in ("parts", "versions", "approvals"):
        item = schema()["properties"][name]["items"]
        assert set(bundle[name][0]) == set(item["properties"]) == set(item["required"])


def test_every_piece_is_there_and_can_be_checked_by_hand(
    bundle: dict[str, Any],
) -> None:
    """With nothing but sha256 and RFC 8785."""
    first, second = bundle["parts"]
    assert [each["key"] for each in (first, second)] == [
        "launch-2026@acme:1",
        "launch-2026@acme:2",
    ]
    for part in (first, second):
        digest = sha256(rfc8785.dumps(part["sends"])).hexdigest()
        assert part["payload"] == f"sha256:{digest}"
        assert (part["state"], part["tries"]) == ("posted", 1)
        assert part["url"].startswith("https://x.com/acme_hq/status/")
        assert part["live"]["via"] == "send"
        assert part["report"]["bucket"] == "evergreen"
    assert first["sends"]["text"] == "第一"

    [version] = bundle["versions"]
    raw = b64decode(version["base64"])
    assert (raw.decode(), version["path"]) == (THREAD, PATH)
    assert version["sha256"] == sha256(raw).hexdigest()
    picture = sha256(PICTURE.read_bytes()).hexdigest()
    assert version["media"] == [
        {"path": "calendar/media/launch.png", "sha256": picture}
    ]
    [approval] = bundle["approvals"]
    assert approval["says_so"] is True
    line = f"post:launch-2026 payload:{version['payload']}"
    assert line in approval["message"]
    assert approval["payload"] == version["payload"]


def test_events_stand_to_the_byte_and_the_chain_can_be_walked(
    bundle: dict[str, Any], team: TeamRepository
) -> None:
    kinds = [json.loads(each["raw"])["kind"] for each in bundle["events"]]
    assert kinds == [*("claim", "sending", "posted") * 2, "freeze"]
    remote = ("-C", str(team.remote))
    for each in [*bundle["events"], *bundle["policies"]]:
        held = team.git(*remote, "show", f"mergecast-ledger:{each['path']}")
        assert held.split("\n")[each["line"] - 1] == each["raw"]
        assert each["hash"] == "sha256:" + sha256(each["raw"].encode()).hexdigest()
    hashes = [each["hash"] for each in bundle["events"][:3]]
    assert [json.loads(each["raw"])["prev"] for each in bundle["events"][1:3]] == (
        hashes[:2]
    )
    assert bundle["chain"]["last"] > bundle["chain"]["first"]


def test_the_same_two_commits_give_the_same_bundle(
    bundle: dict[str, Any], inside: Inside
) -> None:
    for more in ((), ("--offline",)):
        again = inside("ledger", "evidence", "launch-2026", *more)
        assert json.loads(again.out) == bundle


def test_a_third_party_proves_it_with_a_clone_and_no_key(
    bundle: dict[str, Any], auditor: Inside
) -> None:
    done = checked(auditor, bundle)

    assert (done.code, done.err) == (ExitCode.DONE, "")
    assert done.out.endswith("the evidence holds\n")
    assert "WRONG" not in done.out
    assert "unproved  signatures: " in done.out
    assert "are signed by 'one', which is not here" in done.out
    report = json.loads(checked(auditor, bundle, "--format", "json").out)
    assert report["holds"] is True
    assert {each["name"] for each in report["checks"]} >= {
        *("form", "ledger", "main", "events", "chain", "versions", "parts"),
        *("approvals", "policies"),
    }


def test_it_holds_after_both_branches_have_moved_on(
    bundle: dict[str, Any], team: TeamRepository, auditor: Inside
) -> None:
    clone = ("-C", str(auditor.folder))
    for branch in ("main", "mergecast-ledger"):
        name = f"refs/remotes/origin/{branch}"
        made = team.git(
            *(*clone, "commit-tree", f"{name}^{{tree}}", "-p", name, "-m", "later")
        )
        team.git(*clone, "update-ref", name, made)

    assert checked(auditor, bundle).code == ExitCode.DONE


Forge = Callable[[dict[str, Any]], object]


def put(*route: str | int, value: object) -> Forge:
    def change(told: dict[str, Any]) -> None:
        *way, last = route
        place: Any = told
        for step in way:
            place = place[step]
        place[last] = value

    return change


def no_freeze(told: dict[str, Any]) -> None:
    told["events"].pop()


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (put("parts", 0, "url", value="https://x.com/other/status/1"), "'parts.0.url'"),
        (put("parts", 0, "sends", "text", value="other"), "'parts.0.sends.text'"),
        (put("parts", 1, "state", value="held"), "'parts.1.state'"),
        (put("parts", 0, "approval", "name", value="Eve"), "'parts.0.approval.name'"),
        (put("parts", 0, "may_be_live", value=False), "'parts.0.may_be_live'"),
        (put("events", 2, "raw", value="{}"), "'events.2.raw'"),
        (put("events", 0, "line", value=9), "'events.0.line'"),
        (no_freeze, "'events' is not as it is here"),
        (put("versions", 0, "base64", value="aWQ6IHg="), "'versions.0.base64'"),
        (put("versions", 0, "media", value=[]), "'versions.0.media'"),
        (put("approvals", 0, "message", value="Approve"), "'approvals.0.message'"),
        (put("policies", value=[]), "'policies' is not as it is here"),
        (put("chain", "digest", value="sha256:" + "00" * 32), "'chain.digest'"),
        (put("ledger", "genesis", value="sha256:" + "00" * 32), "'ledger.genesis'"),
        (put("ledger", "sandbox", value=False), "'ledger.sandbox'"),
        (put("post", value="other-2026"), "the ledger has nothing on a post"),
        (put("parts", value="none"), "'parts' is not as documented"),
        (put("chain", value={}), "'chain' is not as documented"),
    ],
)
def test_what_was_changed_is_named(
    bundle: dict[str, Any], auditor: Inside, forge: Forge, said: str
) -> None:
    forge(bundle)
    done = checked(auditor, bundle)

    assert done.code == ExitCode.FINDINGS
    assert any(
        line.startswith("WRONG ") and said in line for line in done.out.splitlines()
    ), done
    assert done.out.endswith("this is no evidence\n")


def test_a_ledger_that_was_made_up_for_it_is_not_believed(
    bundle: dict[str, Any], team: TeamRepository, auditor: Inside
) -> None:
    """A commit that is in the clone, and not part of its ledger."""
    clone = ("-C", str(auditor.folder))
    tree = "refs/remotes/origin/mergecast-ledger^{tree}"
    made = team.git(*clone, "commit-tree", tree, "-m", "made up")
    bundle["ledger"]["commit"] = made
    done = checked(auditor, bundle)

    assert done.code == ExitCode.FINDINGS
    assert f"commit {made[:10]} is no part of the ledger's branch" in done.out


def test_a_clone_that_lacks_the_commits_says_what_to_do(
    bundle: dict[str, Any], auditor: Inside
) -> None:
    bundle["ledger"]["commit"] = "ab" * 20
    done = checked(auditor, bundle)

    assert done.code == ExitCode.CANNOT_WORK
    assert "this clone does not have commit ababababab of the ledger" in done.err


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("nonsense", ExitCode.USAGE),
        ({"kind": "other"}, ExitCode.USAGE),
        ({"kind": "mergecast-evidence", "version": 2}, ExitCode.CANNOT_WORK),
        ({"kind": "mergecast-evidence", "version": 1}, ExitCode.FINDINGS),
    ],
)
def test_a_file_that_is_no_bundle_is_refused(
    auditor: Inside, told: object, code: ExitCode
) -> None:
    assert checked(auditor, told).code == code


def test_a_post_that_the_ledger_does_not_know_is_said(inside: Inside) -> None:
    done = inside("ledger", "evidence", "lunch-2026")

    assert done.code == ExitCode.USAGE
    assert "the ledger has nothing on a post 'lunch-2026'" in done.err


@pytest.mark.parametrize("args", [(), ("launch-2026", "--check", "mergecast.yaml")])
def test_one_thing_is_asked_at_a_time(
    inside: Inside, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(inside.folder)
    done = inside("ledger", "evidence", *args)

    assert done.code == ExitCode.USAGE
    assert "give the id of a post, or --check FILE" in done.err
