"""`mergecast split`: what is too long becomes a thread, and no word is changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from team_repository import SETTINGS, TeamRepository

from mergecast.errors import ExitCode

if TYPE_CHECKING:
    from cli.inside import Inside

PATH = "calendar/queue/long.yaml"
SENTENCE = "This sentence says something that is worth its place in the thread. "
CHINESE = "合并之后才发布，每一次都恰好一次。"
ACCOUNTS = SETTINGS + (
    "  plus: {network: x, user: p, timezone: Asia/Kuala_Lumpur, tier: premium}\n"
)


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write("mergecast.yaml", ACCOUNTS)
    return made


def post(words: str, accounts: str = "acme") -> str:
    return (
        f"# Mei edits this.\nid: long-one\naccounts: [{accounts}]\ntext: >\n  {words}\n"
    )


def test_a_long_text_becomes_a_thread_that_check_takes(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(PATH, post(SENTENCE * 9))

    done = inside("split", "long-one", "--numbers", "1/5")

    assert done.code == ExitCode.DONE
    assert f"{PATH}: 'text' is 3 parts\n   1    207/280  This sentence" in done.out
    assert inside.read(PATH).startswith("# Mei edits this.\nid: long-one\n")
    assert inside.read(PATH).count("/3\n") == 3
    assert inside("check").code == ExitCode.DONE
    assert "nothing in it is too long" in inside("split", PATH).out


def test_what_fits_is_left_as_it_is(team: TeamRepository, inside: Inside) -> None:
    team.write(PATH, post(SENTENCE))
    before = inside.read(PATH)

    assert inside("split", PATH).out == f"{PATH}: nothing in it is too long\n"
    assert inside.read(PATH) == before


def test_a_long_post_is_no_reason_where_the_account_may_send_it(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(PATH, post(SENTENCE * 9, "plus"))
    assert "nothing in it is too long" in inside("split", PATH).out

    team.write(PATH, post(SENTENCE * 9, "plus, acme"))
    assert "'text' is 3 parts" in inside("split", PATH).out


def test_a_dry_run_shows_the_parts_and_writes_nothing(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(PATH, post(CHINESE * 20))
    before = inside.read(PATH)

    done = inside("split", "long-one", "--dry-run")

    assert "'text' is 3 parts" in done.out
    assert done.out.endswith("nothing was written\n")
    assert inside.read(PATH) == before


def test_each_long_wording_is_parted_for_those_who_get_it(
    team: TeamRepository, inside: Inside
) -> None:
    words = f"{post(CHINESE * 20, 'acme, plus')}variants:\n  plus:\n    text: short\n"
    team.write(PATH, words)

    done = inside("split", PATH)

    assert "'text' is 3 parts" in done.out
    assert "variants" not in done.out
    assert "    text: short\n" in inside.read(PATH)


def test_a_long_part_of_a_thread_is_parted_in_its_place(
    team: TeamRepository, inside: Inside
) -> None:
    lines = ["id: long-one", "accounts: [acme]", "thread:"]
    lines += ["  - First.", f"  - text: {SENTENCE * 9}", "  - Last."]
    team.write(PATH, "\n".join(lines) + "\n")

    done = inside("split", PATH)

    assert "'thread.1.text' is 3 parts" in done.out
    written = inside.read(PATH)
    assert written.index("First.") < written.index("- text: |") < written.index("Last.")


def test_a_part_of_a_thread_is_not_counted_as_if_it_were_all_of_it(
    team: TeamRepository, inside: Inside
) -> None:
    lines = ["id: long-one", "accounts: [acme]", "thread:"]
    lines += ["  - First.", f"  - text: {SENTENCE * 9}"]
    team.write(PATH, "\n".join(lines) + "\n")

    done = inside("split", PATH, "--numbers", "1/5")

    assert done.code == ExitCode.USAGE
    assert "'thread.1.text' is a part of a thread" in done.err
    assert "leave --numbers out" in done.err
    assert "First." in inside.read(PATH)
    assert "1/3" not in inside.read(PATH)


def test_a_file_in_brackets_is_left_to_a_person(
    team: TeamRepository, inside: Inside
) -> None:
    words = SENTENCE * 9
    team.write(PATH, f"{{id: long-one, accounts: [acme], text: '{words}'}}\n")

    done = inside("split", PATH)

    assert done.code == ExitCode.CANNOT_WORK
    assert "cannot be parted without touching something else" in done.err
    assert "the file was not changed" in done.err


def test_more_parts_than_the_network_takes_are_refused_before_anything_is_written(
    team: TeamRepository, inside: Inside
) -> None:
    for words in (CHINESE * 2000, SENTENCE * 140, "合" * 3500):
        team.write(PATH, post(words))
        before = inside.read(PATH)

        done = inside("split", PATH)

        assert done.code == ExitCode.USAGE
        assert "parts or more; X takes 25" in done.err
        assert "the file was not changed" in done.err
        assert inside.read(PATH) == before


def test_a_new_post_can_be_split_at_once(inside: Inside) -> None:
    new = ("new", "Long one", "--account", "acme", "--queue", "--text", SENTENCE * 9)

    done = inside(*new, "--split", "(1/5)")

    assert done.code == ExitCode.DONE
    assert "(3/3)" in inside.read("calendar/queue/long-one.yaml")


def test_a_style_that_there_is_not_is_named(inside: Inside) -> None:
    new = ("new", "Long one", "--account", "acme", "--queue", "--text", "a")

    done = inside(*new, "--split", "roman")

    assert done.code == ExitCode.USAGE
    assert "no style is called 'roman'" in done.err
    assert "nothing was written" in done.err
