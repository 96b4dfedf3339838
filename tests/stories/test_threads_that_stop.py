"""A thread stops in the middle: what is live stays, and the rest follows or waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stories.telling import a_post, a_thread

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from stories.telling import Team

PATH = "calendar/2026/11/24-launch.yaml"
PARTS = ["One. 第一", "Two. دوم", "Three. 👩‍👩‍👧"]
THREAD = a_thread("launch-2026", "2026-11-24 09:00", *PARTS)


def answered(team: Team) -> list[str | None]:
    """The words that each live post answers, in order."""
    words = {post["id"]: post["text"] for post in team.posts()}
    return [words.get(post.get("reply_to") or "") for post in team.posts()]


def test_a_thread_goes_on_at_exactly_the_part_that_failed(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "402")
    first = team.publishes_at("2026-11-24 09:00:05")
    between = team.live()
    team.publishes_at("09:30")
    team.publishes_at("10:01")

    assert "posted   launch-2026@acme:1" in first.out
    assert "no credit" in first.out
    assert between == PARTS[:1]
    assert team.live() == PARTS
    assert answered(team) == [None, *PARTS[:2]]
    team.proves()


def test_a_part_whose_answer_was_lost_is_found_and_the_next_one_answers_it(
    team: Team,
) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "500-applied")
    first = team.publishes_at("2026-11-24 09:00:05")
    second = team.publishes_at("09:20")

    assert first.code == ExitCode.PERSON_NEEDED
    assert "unknown  launch-2026@acme:2" in first.out
    assert "(found on the timeline)" in second.out
    assert team.live() == PARTS
    assert answered(team) == [None, *PARTS[:2]]


def test_a_part_that_is_held_holds_the_rest_and_says_what_is_live(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "500")
    team.publishes_at("2026-11-24 09:00:05")
    held = team.publishes_at("09:20")
    team.publishes_at("09:40")
    stands = team.runs("status", "launch-2026")
    first = f"https://x.com/acme_hq/status/{team.posts()[0]['id']}"

    assert held.code == ExitCode.PERSON_NEEDED
    assert "held     launch-2026@acme:2" in held.out
    assert "mergecast resolve launch-2026@acme:2 --resend" in held.out
    assert team.live() == PARTS[:1]
    assert first in stands.out
    assert "part 2 comes first" in stands.out


def test_a_held_part_that_a_person_sends_again_is_followed_by_the_rest(
    team: Team,
) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "500")
    team.publishes_at("2026-11-24 09:00:05")
    team.publishes_at("09:20")
    why = ("--reason", "looked, it is not there")
    settled = team.runs("resolve", "launch-2026@acme:2", "--resend", *why)
    team.publishes_at("12:30")

    assert settled.code == ExitCode.DONE, settled.err
    assert team.live() == PARTS
    assert answered(team) == [None, *PARTS[:2]]
    team.proves()


def test_a_freeze_in_the_middle_of_a_thread_stops_the_next_part(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "402")
    team.publishes_at("2026-11-24 09:00:05")
    frozen = team.runs("freeze", "--reason", "a flood in the north")
    stopped = team.publishes_at("10:05")
    still = team.live()
    thawed = team.runs("thaw", "--scope", "all", "--reason", "the flood is over")
    team.publishes_at("10:10")
    after = team.live()
    team.merges(PATH, THREAD.replace("2026-11-24 09:00", "2026-11-24 10:30"))
    team.approves("launch-2026")
    team.publishes_at("10:30:05")

    assert (frozen.code, thawed.code) == (ExitCode.DONE, ExitCode.DONE)
    assert stopped.code == ExitCode.DONE
    assert "Mei Lin froze all: a flood in the north" in stopped.out
    assert still == after == PARTS[:1]
    assert team.live() == PARTS


def test_a_thread_that_is_edited_while_it_is_half_live_is_held(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "402")
    team.publishes_at("2026-11-24 09:00:05")
    edited = a_thread("launch-2026", "2026-11-24 09:00", PARTS[0], "Other", PARTS[2])
    team.plans(edited, PATH)
    held = team.publishes_at("10:05")
    between = team.live()
    why = ("--reason", "Aisyah approved the new end")
    settled = team.runs("resolve", "launch-2026@acme:2", "--resend", *why)
    team.publishes_at("10:10")

    assert held.code == ExitCode.PERSON_NEEDED
    assert "held     launch-2026@acme:2" in held.out
    assert team.posts()[0]["id"] in held.out
    assert between == PARTS[:1]
    assert settled.code == ExitCode.DONE, settled.err
    assert team.live() == [PARTS[0], "Other", PARTS[2]]
    team.proves()


def test_a_thread_is_retracted_from_its_last_part_to_its_first(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.publishes_at("2026-11-24 09:00:05")
    why = "The date was wrong"
    team.merges(PATH, THREAD + f"retract: {why}\n")
    waits = team.publishes_at("09:30")
    still = team.live()
    team.approves("launch-2026")
    done = team.publishes_at("09:40")
    again = team.publishes_at("09:50")
    lines = [line for line in done.out.splitlines() if "launch-2026@acme" in line]

    assert still == PARTS
    assert "its retraction is not approved yet" in waits.out
    assert [line.split()[1] for line in lines] == [
        f"launch-2026@acme:{part}" for part in (3, 2, 1)
    ]
    assert team.live() == []
    assert (again.code, team.live()) == (ExitCode.DONE, [])
    team.proves()


def test_a_thread_that_is_retracted_half_way_sends_no_more(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.misbehaves("none", "402")
    team.publishes_at("2026-11-24 09:00:05")
    team.merges(PATH, THREAD + "retract: The date was wrong\n")
    team.approves("launch-2026")
    done = team.publishes_at("10:05")
    again = team.publishes_at("10:15")
    stands = team.runs("status", "launch-2026")

    assert team.live() == []
    assert [line.split()[:2] for line in done.out.splitlines()] == [
        ["cancelled", "launch-2026@acme:2"],
        ["cancelled", "launch-2026@acme:3"],
        ["retracted", "launch-2026@acme:1"],
    ]
    assert (again.code, again.out) == (ExitCode.DONE, "nothing to do\n")
    assert "retracted: The date was wrong" in stands.out
    team.proves()


def test_a_post_and_a_thread_of_one_minute_do_not_mix(team: Team) -> None:
    team.plans(THREAD, PATH)
    team.plans(
        a_post("other-2026", "2026-11-24 09:00", "Another"),
        "calendar/2026/11/24-other.yaml",
    )
    team.publishes_at("2026-11-24 09:00:05")
    found = dict(zip(team.live(), answered(team), strict=True))

    assert found == {
        PARTS[0]: None,
        PARTS[1]: PARTS[0],
        PARTS[2]: PARTS[1],
        "Another": None,
    }
