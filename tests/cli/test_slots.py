"""Posts into slots, and the queue into them: times are written, never resolved late."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from team_repository import TeamRepository

from mergecast.cli import completing
from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.inside import Inside

NOW = "2026-11-22T12:00Z"  # a Sunday, 20:00 in Kuala Lumpur
SETTINGS = """\
version: 1
forge: {kind: offline}
publishing: {spacing: 20m, per_day: 3}
accounts:
  acme:
    network: x
    user: acme_hq
    timezone: Asia/Kuala_Lumpur
    slots: ["09:00", {name: now, at: "12:00", reserved: true},
            {name: evening, at: "18:30", days: [mon, thu]}]
  acme-my: {network: x, user: acme_my, timezone: Asia/Kuala_Lumpur, slots: ["18:30"]}
  acme-uk: {network: x, user: acme_uk, timezone: Europe/London}
  night: {network: x, user: night, timezone: Europe/London, slots: ["01:30"]}
"""


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write("mergecast.yaml", SETTINGS)
    return made


def queue(team: TeamRepository, name: str, accounts: str = "acme", **more: str) -> str:
    fields = "".join(f"{key}: {value}\n" for key, value in more.items())
    path = f"calendar/queue/{name}.yaml"
    team.write(
        path,
        f"# Mei edits it.\nid: post-{name}   # for ever\naccounts: [{accounts}]\n"
        f"{fields}text: |\n  About {name} 已经发布\n",
    )
    return path


def filled(inside: Inside, *args: str, now: str = NOW) -> dict[str, Any]:
    done = inside("calendar", "fill", "--format", "json", *args, now=now)
    assert done.code == ExitCode.DONE, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def times(report: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["publish_at"] for each in report["filled"]}


def reasons(report: dict[str, Any]) -> dict[str, str]:
    return {each["path"].split("/")[-1]: each["reason"] for each in report["left"]}


def test_a_draft_goes_to_the_next_free_slot(
    team: TeamRepository, inside: Inside
) -> None:
    path = queue(team, "a")

    done = inside("move", path, "--slot", "next", now=NOW)

    assert done.out == (
        "calendar/queue/a.yaml -> calendar/2026/11/23-a.yaml\n"
        "goes out 2026-11-23 09:00 in Asia/Kuala_Lumpur, 2026-11-23 01:00 UTC\n"
        "in the slot '09:00'\n"
    )
    assert inside.read("calendar/2026/11/23-a.yaml") == (
        "# Mei edits it.\nid: post-a   # for ever\naccounts: [acme]\n"
        "publish_at: 2026-11-23 09:00\ntext: |\n  About a 已经发布\n"
    )
    assert inside("check", now=NOW).code == ExitCode.DONE


@pytest.mark.parametrize(
    ("slot", "when"),
    [
        ("next", "2026-11-23 18:30"),
        ("evening", "2026-11-23 18:30"),
        ("next@2026-11-24", "2026-11-24 09:00"),
        ("evening@2026-11-26", "2026-11-26 18:30"),
        ("now", "2026-11-23 12:00"),
    ],
)
def test_a_new_post_gets_the_slot_that_is_free(
    team: TeamRepository, inside: Inside, slot: str, when: str
) -> None:
    inside("move", queue(team, "a"), "--slot", "09:00@2026-11-23", now=NOW)
    text = ("--text", "Good morning")
    made = inside("new", "Hello", "--account", "acme", "--slot", slot, *text, now=NOW)

    assert made.code == ExitCode.DONE, made.err
    day = when[8:10]
    assert f"publish_at: {when}" in inside.read(f"calendar/2026/11/{day}-hello.yaml")
    planned = "the slot 'now' is kept free, and this post is planned\n"
    assert (planned in made.out) == (slot == "now")


def test_a_person_who_is_asked_may_say_next(
    team: TeamRepository, inside: Inside
) -> None:
    typed = "Idea one\n\nacme\nnext\nHello\n.\n\n"
    done = inside("new", now=NOW, typed=typed)

    assert "next, the next free slot" in done.out
    assert "publish_at: 2026-11-23 09:00" in inside.read(
        "calendar/2026/11/23-idea-one.yaml"
    )
    assert not (team.folder / "calendar/queue").exists()


def test_a_named_slot_keeps_the_day_of_a_post(
    team: TeamRepository, inside: Inside
) -> None:
    path = queue(team, "a")
    inside("move", path, "2026-11-26 10:00", now=NOW)
    assert (
        "2026-11-26 18:30" in inside("move", "post-a", "--slot", "evening", now=NOW).out
    )
    assert "2026-11-23 09:00" in inside("move", "post-a", "--slot", "next", now=NOW).out


def test_what_answers_to_the_moment_may_take_what_is_kept_free(
    team: TeamRepository, inside: Inside
) -> None:
    queue(team, "a", bucket="reactive")
    inside("new", "One", "--account", "acme", "--slot", "next", "--text", "1", now=NOW)

    done = inside("move", "post-a", "--slot", "next", now=NOW)

    assert "goes out 2026-11-23 12:00" in done.out
    assert "kept free" not in done.out


def test_all_accounts_of_a_post_have_to_be_free(inside: Inside) -> None:
    both = ("--account", "acme", "--account", "acme-my", "--text")
    inside(
        "new", "Zero", "--account", "acme-my", "--slot", "next", "--text", "0", now=NOW
    )

    done = inside("new", "Both", "--slot", "next", *both, "1", now=NOW)

    assert "goes out 2026-11-26 18:30" in done.out
    with_none = ("--account", "acme-uk", "--account", "acme", "--text", "2")
    done = inside("new", "Wide", "--slot", "next", *with_none, now=NOW)
    assert "goes out 2026-11-23 09:00 in Asia/Kuala_Lumpur" in done.out
    assert "timezone: Asia/Kuala_Lumpur" in inside.read("calendar/2026/11/23-wide.yaml")


IMPOSSIBLE = [
    (
        ("--account", "acme-uk", "--slot", "next"),
        "'acme-uk' has no slots",
        'acme-uk: {..., slots: ["09:00", {name: evening, at: "18:30"',
    ),
    (
        ("--account", "acme", "--slot", "evning"),
        "there is no slot 'evning'",
        "did you mean 'evening'?",
    ),
    (
        ("--account", "acme", "--slot", "evening@2026-11-24"),
        "on 2026-11-24, a Tuesday: it is there on mon, thu",
        "name another day",
    ),
    (
        ("--account", "acme", "--slot", "09:00@2026-11-22"),
        "the slot '09:00' on 2026-11-22 is not free: it has passed",
        "--slot next",
    ),
    (
        ("--account", "acme", "--slot", "next@tomorrow"),
        "'tomorrow' is not a day",
        "morning@2026-11-24",
    ),
    (
        ("--account", "acme", "--account", "night", "--slot", "next"),
        "'acme' and 'night' do not share a slot until",
        "add slots to mergecast.yaml",
    ),
    (
        ("--account", "acme", "--slot", "next", "--until", "2026-11-23 08:00"),
        "no slot of 'acme' is free until 2027-11-22; the last one: it ends at",
        "",
    ),
    (
        ("--account", "night", "--slot", "01:30@2027-03-28"),
        "there is no slot '01:30' of 'night' on 2027-03-28: clocks are set forward",
        "",
    ),
    (("--account", "acme", "--slot", "next", "--queue"), "at one time", "--slot"),
    (
        ("--account", "acme", "--slot", "next", "--which", "first"),
        "a slot has a time of its own",
        "",
    ),
    (
        ("--account", "acme", "--slot", "\u202eevening"),
        "there is no slot",
        "did you mean",
    ),
]


def test_what_cannot_be_is_said(team: TeamRepository, inside: Inside) -> None:
    for args, message, hint in IMPOSSIBLE:
        done = inside("new", "Hello", *args, "--text", "Hello", now=NOW)

        assert done.code in {ExitCode.USAGE, ExitCode.CANNOT_WORK}
        assert message in done.err
        assert hint in done.err
        assert "\u202e" not in done.err
    assert not (team.folder / "calendar").exists()


def test_a_time_that_happens_twice_is_the_first_and_said(
    team: TeamRepository, inside: Inside
) -> None:
    queue(team, "a", "night")

    done = inside("move", "post-a", "--slot", "01:30@2027-10-31", now=NOW)

    assert "happens twice on 2027-10-31: the first is used" in done.out
    assert "which: first" in inside.read("calendar/2027/10/31-a.yaml")
    assert inside("check", now=NOW).code == ExitCode.DONE


def test_moving_takes_a_time_or_a_slot(team: TeamRepository, inside: Inside) -> None:
    queue(team, "a")
    queue(team, "hurry", until="2026-11-24 09:00", publish_at="asap")

    assert "no time is given" in inside("move", "post-a", now=NOW).err
    both = inside("move", "post-a", "10:00", "--slot", "next", now=NOW)
    assert "not both" in both.err
    hurry = inside("move", "post-hurry", "--slot", "next", now=NOW)
    assert "waits for no slot" in hurry.err


def test_the_queue_is_filled_in_order_and_the_rest_is_named(
    team: TeamRepository, inside: Inside
) -> None:
    """Deadlines first, then age; what cannot go stays, with its reason."""
    team.write("calendar/campaigns/fair.yaml", FAIR)
    queue(team, "old", bucket="evergreen")
    team.commit("first")
    queue(team, "b-new", bucket="evergreen")
    queue(team, "c-ends", bucket="evergreen", until="2026-11-25 23:00")
    queue(team, "d-over", until="2026-11-23 09:00")
    queue(team, "e-later", not_before="2026-11-28 00:00")
    queue(team, "f-fair", campaign="fair")
    queue(team, "g-uk", "acme-uk")
    queue(team, "h-timed", publish_at="2026-11-30 09:00")
    team.write("calendar/queue/i-broken.yaml", "id: [\n")

    report = filled(inside, "--until", "2026-11-30")

    assert times(report) == {
        "post-c-ends": "2026-11-23 09:00",
        "post-old": "2026-11-23 18:30",
        "post-b-new": "2026-11-24 09:00",
        "post-e-later": "2026-11-28 09:00",
        "post-f-fair": "2026-11-27 09:00",
    }
    assert reasons(report) == {
        "d-over.yaml": "it ends before a slot is free",
        "g-uk.yaml": "'acme-uk' has no slots",
        "h-timed.yaml": "it has a time already: `mergecast move` it",
        "i-broken.yaml": "it cannot be read: run `mergecast check`",
    }
    assert "calendar/2026/11/27-f-fair.yaml" in inside.files()
    assert filled(inside, "--until", "2026-11-30")["filled"] == []
    (team.folder / "calendar/queue/i-broken.yaml").unlink()
    (team.folder / "calendar/queue/h-timed.yaml").unlink()
    assert '"error"' not in inside("check", "--format", "json", now=NOW).out


FAIR = """\
id: fair
title: The fair
owner: mei
starts: 2026-11-27
ends: 2026-11-27
"""


def test_where_zones_differ_the_slots_have_the_word(
    team: TeamRepository, inside: Inside
) -> None:
    queue(team, "wide", "acme-uk, acme")
    queue(team, "unclear", "acme-uk, acme", not_before="2026-11-24 00:00")

    report = filled(inside)

    (went,) = report["filled"]
    assert (went["publish_at"], went["zone"]) == (
        "2026-11-23 09:00",
        "Asia/Kuala_Lumpur",
    )
    written = inside.read("calendar/2026/11/23-wide.yaml")
    assert "timezone: Asia/Kuala_Lumpur" in written
    assert reasons(report)["unclear.yaml"] == (
        "the zones of its accounts differ: say with 'timezone' which is meant"
    )


def test_the_bucket_that_a_month_lacks_goes_first(
    team: TeamRepository, inside: Inside
) -> None:
    for name in "abcd":
        queue(team, name, bucket="evergreen")
    queue(team, "z", bucket="industry")

    report = filled(inside, "--account", "acme")

    order = [each["id"] for each in report["filled"]]
    assert order == ["post-a", "post-z", "post-b", "post-c", "post-d"]


def test_a_dry_run_changes_nothing_and_says_so(
    team: TeamRepository, inside: Inside
) -> None:
    for name in "abcdefgh":
        queue(team, name)
    before = inside.files()

    done = inside("calendar", "fill", "--dry-run", "--until", "2026-11-23", now=NOW)

    assert done.out == (
        "calendar/queue/a.yaml -> calendar/2026/11/23-a.yaml\n"
        "  2026-11-23 09:00 in Asia/Kuala_Lumpur, slot '09:00' of acme\n"
        "calendar/queue/b.yaml -> calendar/2026/11/23-b.yaml\n"
        "  2026-11-23 18:30 in Asia/Kuala_Lumpur, slot 'evening' of acme\n"
        "2 drafts would go into slots from 2026-11-23 until 2026-11-23\n"
        "6 drafts stay in the queue: no slot of 'acme' is free until 2026-11-23\n"
        "  calendar/queue/c.yaml\n  calendar/queue/d.yaml\n  calendar/queue/e.yaml\n"
        "  calendar/queue/f.yaml\n  calendar/queue/g.yaml\n"
        "  and 1 more: --format json names all of them\n"
        "nothing was changed; leave out --dry-run to do it\n"
    )
    assert inside.files() == before
    limited = filled(inside, "--limit", "1")
    assert times(limited) == {"post-a": "2026-11-23 09:00"}
    assert reasons(limited)["b.yaml"] == "there was room for 1, and others went first"


def test_what_cannot_be_filled_is_said(inside: Inside) -> None:
    for args, said in {
        ("--account", "acmé"): "there is no account 'acmé'",
        ("--account", "acme-uk"): "'acme-uk' has no slots",
        ("--until", "2026-11-01"): "2026-11-01 is before 2026-11-23",
        ("--until", "2998-01-01"): "more than ten years away",
    }.items():
        done = inside("calendar", "fill", *args, now=NOW)
        assert said in done.err
        assert "nothing was changed" in done.err
    assert inside("calendar", "fill", now=NOW).out == (
        "no draft of the queue goes into a slot from 2026-11-23 until 2026-12-21\n"
    )


def test_where_one_file_cannot_be_moved_all_stay(
    team: TeamRepository, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        queue(team, name)
    before = {path: inside.read(path) for path in inside.files()}
    unlink = Path.unlink

    def refuse(self: Path, *, missing_ok: bool = False) -> None:
        if self.as_posix().endswith("queue/c.yaml"):
            raise PermissionError(13, "Permission denied")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    done = inside("calendar", "fill", now=NOW)

    assert done.code == ExitCode.CANNOT_WORK
    assert "'calendar/queue/c.yaml' cannot be moved: Permission denied" in done.err
    assert {path: inside.read(path) for path in inside.files()} == before


def test_two_drafts_of_one_name_get_files_of_their_own(
    team: TeamRepository, inside: Inside
) -> None:
    queue(team, "a")
    team.write("calendar/queue/more/a.yaml", "id: other\naccounts: [acme]\ntext: Hi\n")

    filled(inside, "--until", "2026-11-23")

    assert inside.files() == [
        "calendar/2026/11/23-a.yaml",
        "calendar/2026/11/23-other.yaml",
    ]


def test_what_is_merged_meanwhile_is_not_free(tmp_path: Path, inside: Inside) -> None:
    """A slot that the publishing branch has filled is not given away again."""
    team = TeamRepository.start(tmp_path / "merged", remote=True)
    inside.folder = team.folder
    team.write("mergecast.yaml", SETTINGS)
    team.commit("settings")
    team.git("checkout", "-q", "-b", "mine")
    team.git("checkout", "-q", "main")
    queue(team, "theirs")
    inside("move", "post-theirs", "--slot", "next", now=NOW)
    team.commit("theirs")
    team.git("fetch", "-q", "origin")
    team.git("checkout", "-q", "mine")
    queue(team, "mine")

    done = inside("move", "post-mine", "--slot", "09:00@2026-11-23", now=NOW)

    assert "'post-theirs' (calendar/2026/11/23-theirs.yaml) goes out" in done.err
    queue(team, "theirs")  # as it still is in a branch that began before
    report = filled(inside)
    assert times(report) == {"post-mine": "2026-11-23 18:30"}
    path = "calendar/2026/11/23-theirs.yaml"
    assert reasons(report) == {"theirs.yaml": f"it has a time already: {path}"}


def test_names_of_slots_are_completed(team: TeamRepository) -> None:
    context = click.Context(click.Command("mergecast"))
    context.params["workspace"] = team.folder
    option = click.Option(["--slot"])

    assert completing.slots(context, option, "") == [
        "01:30",
        "09:00",
        "18:30",
        "evening",
        "next",
        "now",
    ]
    assert completing.slots(context, option, "n") == ["next", "now"]


PAGE = Path(__file__).parents[2] / "docs/how-to/post-into-slots.md"
QUEUED = {
    "why-yaml": "bucket: industry",
    "one-review": "bucket: evergreen",
    "book-fair": "bucket: industry\nuntil: 2026-11-23 08:00",
}


def test_the_queue_is_drained_as_the_page_shows(
    team: TeamRepository, inside: Inside
) -> None:
    page = PAGE.read_text("utf-8")
    team.write("mergecast.yaml", page.split("```yaml\n")[1].split("```")[0])
    for name, fields in QUEUED.items():
        text = f"id: {name}\naccounts: [acme]\n{fields}\ntext: About {name}\n"
        team.write(f"calendar/queue/{name}.yaml", text)
    shown = page.split("$ mergecast calendar fill")[1].split("```")[0]
    options, _, printed = shown.partition("\n")

    assert inside("calendar", "fill", *options.split(), now=NOW).out == printed


def test_files_as_people_have_them_are_filled_or_named(
    team: TeamRepository, inside: Inside
) -> None:
    """Line ends and one-line files stay as they are; links and nonsense are named."""
    draft = "id: {0}\naccounts: [acme]\ntext: Hi {0}\n"
    for name in ("crlf", "deep/crlf"):
        text = draft.format(name.replace("/", "-")).replace("\n", "\r\n")
        file = team.folder / f"calendar/queue/{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    team.write("calendar/queue/flow.yaml", "{id: flow, accounts: [acme], text: Hi}")
    team.write("calendar/queue/bom.yaml", "\ufeff" + draft.format("bom"))
    team.write("calendar/queue/\u202egnp.yaml", "id: [\n")
    team.write("calendar/queue/gone.yaml", draft.format("gone").replace("acme", "no"))
    (team.folder / "calendar/queue/link.yaml").symlink_to("flow.yaml")

    done = inside("calendar", "fill", now=NOW)

    moved = "id: deep-crlf\r\naccounts: [acme]\r\npublish_at: 2026-11-23 18:30\r\n"
    assert inside.read("calendar/2026/11/23-deep-crlf.yaml").startswith(moved)
    flow = "{id: flow, accounts: [acme], publish_at: 2026-11-24 09:00, text: Hi}"
    assert inside.read("calendar/2026/11/24-flow.yaml") == flow
    assert "2 drafts stay in the queue: it cannot be read" in done.out
    assert "none of the accounts of 'gone' is in mergecast.yaml" in done.out
    assert "\u202e" not in done.out


def test_a_folder_that_is_a_link_is_not_filled(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    queue(team, "a")
    (tmp_path / "elsewhere").mkdir()
    (team.folder / "calendar/2026").mkdir()
    (team.folder / "calendar/2026/11").symlink_to(tmp_path / "elsewhere")

    reason = reasons(filled(inside, "--until", "2026-11-25"))["a.yaml"]

    assert reason == "'calendar/2026/11' is a link, not a folder"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_zone_that_is_none_is_said(team: TeamRepository, inside: Inside) -> None:
    wrong = SETTINGS.replace("Europe/London, slots", "Europe/Londn, slots")
    team.write("mergecast.yaml", wrong)

    for args in (("calendar", "fill"), ("move", queue(team, "a"), "--slot", "next")):
        done = inside(*args, now=NOW)
        assert done.code == ExitCode.CANNOT_WORK
        assert "'Europe/Londn', and that is no time zone" in done.err


SERIES = """\
id: tip
accounts: [acme]
rule: FREQ=WEEKLY;BYDAY=MO,TU
starts: 2026-11-23 09:10
timezone: Asia/Kuala_Lumpur
until: 2027-01-31
texts: ["Tip: review is the approval.", "Tip: a freeze stops everything."]
"""
BLACKOUTS = """\
owner: mei
days:
  - {name: State funeral, kind: mourning, from: 2026-11-25, to: 2026-11-25,
     reason: the country is in mourning, decided_by: mei}
holidays:
  - {region: MY-14}
"""


def test_series_blackouts_holidays_and_quiet_hours_keep_slots_closed(
    team: TeamRepository, inside: Inside
) -> None:
    """Mondays and Tuesdays belong to a series, Wednesday to a mourning."""
    late = 'quiet_hours: {from: "18:00", to: "08:00"}'
    team.write("mergecast.yaml", SETTINGS.replace("per_day: 3", f"per_day: 3, {late}"))
    team.write("calendar/recurring/tip.yaml", SERIES)
    team.write("calendar/blackouts.yaml", BLACKOUTS)
    queue(team, "a")
    queue(team, "b", not_before="2026-12-24 12:00")

    report = filled(inside, "--until", "2026-12-28")

    assert times(report)["post-a"] == "2026-11-26 09:00"
    # Friday, 25 December, is a public holiday in Kuala Lumpur.
    assert times(report)["post-b"] == "2026-12-26 09:00"
    taken = ("--account", "acme", "--slot", "09:00@2026-11-24")
    done = inside("new", "Hello", *taken, now=NOW)
    assert "'tip~2026-11-24' (calendar/recurring/tip.yaml) goes out" in done.err
