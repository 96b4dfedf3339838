"""`mergecast new`: what is written is what was meant, and what cannot be is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli.program import mergecast
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading.telling_images import exif, saved
from team_repository import POST, POST_PATH, SETTINGS, TeamRepository

from mergecast.errors import ExitCode
from mergecast.loading import build
from mergecast.loading.media import describe
from mergecast.loading.workspace import read
from mergecast.model.post import Post

if TYPE_CHECKING:
    from cli.inside import Inside

NOW = "2026-11-20T12:00Z"
TEAM = "members:\n  mei: {name: Mei Lin, roles: [creator]}\n"
LAUNCH = ("--account", "acme", "--at", "2026-11-24 09:00", "--text", "It is out.")
IMAGE = Path(__file__).parents[2] / "calendar/media/four-steps.png"
TEMPLATE = """\
# The strategist edits this template.
# {{gaps}} up here are only words.
accounts: [acme]
bucket: evergreen
text: |
  {{product}} {{version}} is out. # not a comment
  {{words}}
media:
  - {file: media/a.png, alt: "{{words}}"} # for {{product}}
"""


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    made = TeamRepository.start(tmp_path)
    made.write("playbooks/team.yaml", TEAM)
    made.write(
        "mergecast.yaml",
        SETTINGS + "  acme-us: {network: x, user: us, timezone: America/New_York}\n",
    )
    return made


def post_at(inside: Inside, path: str) -> Post:
    found = read(path, inside.read(path).encode(), "post")
    assert found.data is not None, found.said
    return build.post(path, found.data)


def test_a_post_is_written_where_it_belongs(inside: Inside) -> None:
    done = inside("new", "Launch day!", *LAUNCH, "--owner", "mei", now=NOW)

    assert done.code == ExitCode.DONE, done.err
    path = "calendar/2026/11/24-launch-day.yaml"
    assert inside.read(path) == (
        "# Mei Lin edits this post until it is merged; then a change is a new pull "
        "request.\n"
        "id: launch-day\n"
        "accounts: [acme]\n"
        "publish_at: 2026-11-24 09:00\n"
        "owner: mei\n"
        "text: |\n"
        "  It is out.\n"
    )
    assert done.out.startswith(
        f"wrote {path}\n"
        "goes out 2026-11-24 09:00 in Asia/Kuala_Lumpur, 2026-11-24 01:00 UTC\n"
        "checked: nothing found\n"
    )
    assert f"  git add {path}\n" in done.out
    assert "  git switch -c post/launch-day\n" in done.out


def test_editors_are_led_to_the_schema_where_it_is_there(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(".vscode/mergecast/post.schema.json", "{}")
    inside("new", "one", *LAUNCH, "--id", "one-two", now=NOW)

    assert inside.read("calendar/2026/11/24-one-two.yaml").startswith(
        "# yaml-language-server: $schema=../../../.vscode/mergecast/post.schema.json\n"
    )


def test_findings_of_the_new_post_are_said_at_once(inside: Inside) -> None:
    done = inside(
        *("new", "--id", "long-one", "--account", "acme", "--at", "2026-11-24 09:00"),
        *("--text", "long " * 70),
        now=NOW,
    )

    assert done.code == ExitCode.DONE
    assert "checked: 2 findings\n" in done.out
    assert "error: " in done.out
    assert "[text-too-long]" in done.out


def test_a_draft_waits_in_the_queue(inside: Inside) -> None:
    done = inside(
        "new", "Idea one", "--queue", "--account", "acme", "--text", "Hm", now=NOW
    )

    post = post_at(inside, "calendar/queue/idea-one.yaml")
    assert post.publish_at is None
    assert "`mergecast move idea-one TIME` gives it a time" in done.out


def test_an_asap_post_lies_under_the_day_of_its_end(inside: Inside) -> None:
    done = inside(
        *("new", "Back again", "--account", "acme", "--text", "Back."),
        *("--asap", "--until", "2026-11-21 18:00"),
        now=NOW,
    )

    post = post_at(inside, "calendar/2026/11/21-back-again.yaml")
    assert (post.publish_at, post.text("until")) == ("asap", "2026-11-21 18:00")
    assert "goes out until 2026-11-21 18:00" in done.out


def test_a_thread_keeps_its_parts(inside: Inside) -> None:
    inside(
        *("new", "Three parts", "--account", "acme", "--at", "2026-11-24 09:00"),
        *("--thread", "One: #1", "--thread", "Two\n\nlines", "--thread", "三"),
        now=NOW,
    )

    post = post_at(inside, "calendar/2026/11/24-three-parts.yaml")
    assert [part.text for part in post.parts] == ["One: #1", "Two\n\nlines", "三"]


def test_a_picture_from_elsewhere_is_copied_beside_the_others(inside: Inside) -> None:
    image = ("--image", str(IMAGE), "--alt", "Four cards: create, review, approve")
    done = inside("new", "With a picture", *LAUNCH, *image, now=NOW)
    again = inside("new", "And another", *LAUNCH[:-1], "Again", *image, now=NOW)

    assert (done.code, again.code) == (ExitCode.DONE, ExitCode.DONE), done.err
    assert "checked: nothing found" in done.out
    copied = inside.folder / "calendar/media/four-steps.png"
    assert copied.read_bytes() == IMAGE.read_bytes()
    post = post_at(inside, "calendar/2026/11/24-and-another.yaml")
    (media,) = post.parts[0].media
    assert (media.file, media.alt) == (
        "media/four-steps.png",
        "Four cards: create, review, approve",
    )
    assert (
        "git add calendar/2026/11/24-with-a-picture.yaml calendar/media/four"
        in done.out
    )


def test_a_copy_does_not_tell_where_it_was_taken(inside: Inside) -> None:
    photo = inside.folder.parent / "office.jpg"
    photo.write_bytes(saved("JPEG", exif=exif(6, place=True, camera=True)))
    before = photo.read_bytes()
    image = ("--image", str(photo), "--alt", "The team in front of its office")
    done = inside("new", "With a photo", *LAUNCH, *image, now=NOW)
    again = inside("new", "And another", *LAUNCH[:-1], "Again", *image, now=NOW)

    assert (done.code, again.code) == (ExitCode.DONE, ExitCode.DONE), done.err
    assert (
        "took out of calendar/media/office.jpg: where it was taken, which" in done.out
    )
    assert "media-tells" not in done.out
    copied = (inside.folder / "calendar/media/office.jpg").read_bytes()
    assert describe(copied).tells == ()
    assert photo.read_bytes() == before


def test_another_picture_of_the_same_name_is_not_replaced(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("calendar/media/four-steps.png", "another")
    image = ("--image", str(IMAGE), "--alt", "Four cards")
    done = inside("new", "With a picture", *LAUNCH, *image, now=NOW)

    assert done.code == ExitCode.USAGE
    assert "another picture 'calendar/media/four-steps.png'" in done.err
    assert inside.files() == ["calendar/media/four-steps.png"]


def test_a_zone_is_written_where_it_is_not_the_account_s(inside: Inside) -> None:
    two = ("--account", "acme", "--account", "acme-us")
    time = ("--at", "2026-11-24 09:00", "--text", "Hello")
    refused = inside("new", "Two zones", *two, *time, now=NOW)
    done = inside("new", "Two zones", *two, *time, "--zone", "Europe/Paris", now=NOW)

    assert "zones of its accounts differ: America/New_York, Asia/Kuala" in refused.err
    assert "goes out 2026-11-24 09:00 in Europe/Paris, 2026-11-24 16:00 in" in done.out
    path = "calendar/2026/11/24-two-zones.yaml"
    assert "timezone: Europe/Paris\n" in inside.read(path)


def test_which_one_of_two_is_written(inside: Inside) -> None:
    night = ("new", "Night", "--account", "acme-us", "--at", "2027-11-07 01:30")
    refused = inside(*night, "--text", "Hi", now=NOW)
    inside(*night, "--text", "Hi", "--which", "second", now=NOW)

    assert "add --which first or --which second" in refused.err
    assert post_at(inside, "calendar/2027/11/07-night.yaml").text("which") == "second"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["Launch", *LAUNCH[2:]], "no account is named"),
        (["Launch", "--account", "acm", *LAUNCH[2:]], "did you mean 'acme'?"),
        (["Launch", *LAUNCH, "--owner", "mey"], "did you mean 'mei'?"),
        (["Launch", *LAUNCH, "--campaign", "c"], "there is no campaign 'c'"),
        (["launch 2026", *LAUNCH], "the id 'launch-2026' is used by calendar/2026"),
        ([*LAUNCH], "the post has no id"),
        (["发布", *LAUNCH], "the post has no id"),
        (["--id", "Launch Day", *LAUNCH], "use launch-day"),
        (["--id", "x", *LAUNCH], "3 to 64 lower-case letters"),
        (["Launch", *LAUNCH[:2], *LAUNCH[4:]], "no time is given"),
        (["Launch", *LAUNCH, "--queue"], "a post goes out at one time"),
        (["Launch", *LAUNCH[:2], "--asap", "--text", "x"], "needs an end"),
        (["Launch", *LAUNCH[:3], "2026-11-20 19:59", *LAUNCH[4:]], "has passed"),
        (["Launch", *LAUNCH[:3], "24 Nov", *LAUNCH[4:]], "is not a date and time"),
        (["Launch", *LAUNCH[:4]], "the post has no words"),
        (["Launch", *LAUNCH[:5], " \n"], "the post has no words"),
        (["Launch", *LAUNCH, "--image", "media/a.png"], "1 pictures have 0 desc"),
        (["Launch", *LAUNCH, "--image", "a.png", "--alt", "A"], "no picture 'a.png'"),
        (["Launch", *LAUNCH, "--set", "a=b"], "--set is for templates"),
        (["Launch", *LAUNCH[:5], "a\x00b"], "no file here may have"),
        (["Launch", *LAUNCH[:5], "a\u2028b"], "no file here may have"),
        (["Launch", *LAUNCH[:5], "a\u202eb"], "no file here may have"),
    ],
    ids=repr,
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    team: TeamRepository, inside: Inside, args: list[str], words: str
) -> None:
    team.write(POST_PATH, POST)
    done = inside("new", *args, now=NOW)

    assert done.code in {ExitCode.USAGE, ExitCode.CANNOT_WORK}
    assert words in done.err
    assert "nothing was" in done.err
    assert inside.files() == [POST_PATH]


def test_a_file_that_is_there_is_not_replaced(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("calendar/2026/11/24-launch.yaml", "# somebody's\n")
    done = inside("new", "Launch", *LAUNCH, now=NOW)

    assert done.code == ExitCode.USAGE
    assert "there is a file 'calendar/2026/11/24-launch.yaml' already" in done.err
    assert inside.read("calendar/2026/11/24-launch.yaml") == "# somebody's\n"


def test_words_can_come_from_a_pipe(team: TeamRepository, inside: Inside) -> None:
    args = ("--now", NOW, "new", "Piped", *LAUNCH[:5], "-")
    done = mergecast(team, *args, stdin="From a pipe.\nYes. 是的\n")

    assert done.code == ExitCode.DONE, done.err
    post = post_at(inside, "calendar/2026/11/24-piped.yaml")
    assert post.parts[0].text == "From a pipe.\nYes. 是的"


_ANY = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Zl", "Zp"),
        exclude_characters="\ufeff\ufffe\uffff\u061c\u200e\u200f"
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )
    | st.sampled_from("\n\n\t #:'\"-|>&*!%@`{}[],?\\~="),
    min_size=1,
    max_size=40,
)


@given(_ANY.filter(str.strip), _ANY.filter(str.strip))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_come_back_exactly(inside: Inside, text: str, alt: str) -> None:
    path = "calendar/queue/any-words.yaml"
    (inside.folder / path).unlink(missing_ok=True)
    done = inside(
        *("new", "--id", "any-words", "--queue", "--account", "acme"),
        *(f"--text={text}", "--image", str(IMAGE), f"--alt={alt}"),
        now=NOW,
    )

    assert done.code == ExitCode.DONE, done.err
    (part,) = post_at(inside, path).parts
    assert part.text == text.rstrip("\n")
    assert part.media[0].alt == alt


def test_a_template_is_filled(team: TeamRepository, inside: Inside) -> None:
    team.write("calendar/templates/release.yaml", TEMPLATE)
    sets = ["product=merge: #cast", "version=1.0", 'words=It\'s "out"\n{{id}}: yes']
    done = inside(
        *("new", "Release one", "--template", "release", "--at", "2026-11-24 09:00"),
        *(part for each in sets for part in ("--set", each)),
        now=NOW,
    )

    assert done.code == ExitCode.DONE, done.err
    path = "calendar/2026/11/24-release-one.yaml"
    post = post_at(inside, path)
    words = 'It\'s "out"\n{{id}}: yes'
    assert post.parts[0].text == f"merge: #cast 1.0 is out. # not a comment\n{words}"
    assert post.parts[0].media[0].alt == words
    assert post.data["vars"] == dict(each.split("=", 1) for each in sets)
    text = inside.read(path)
    assert "# for merge: #cast\n" in text
    assert "strategist" not in text
    assert "id: release-one\npublish_at: 2026-11-24 09:00\ntemplate: release\n" in text


def test_a_template_says_what_it_needs(team: TeamRepository, inside: Inside) -> None:
    team.write("calendar/templates/release.yaml", TEMPLATE)
    base = ("new", "Release one", "--queue", "--template")
    missing = inside(*base, "release", "--set", "version=1.0", now=NOW)
    typo = inside(*base, "release", "--set", "verson=1.0", now=NOW)
    other = inside(*base, "relaese", now=NOW)
    words = inside(*base, "release", "--text", "own", now=NOW)
    no_sign = inside(*base, "release", "--set", "version", now=NOW)

    assert "needs more: product, words" in missing.err
    assert "add --set product=... --set words=..." in missing.err
    assert "did you mean 'version'?" in typo.err
    assert "did you mean 'release'?" in other.err
    assert "words and images come from template 'release'" in words.err
    assert "write --set NAME=VALUE" in no_sign.err
    assert inside.files() == ["calendar/templates/release.yaml"]


def test_what_is_asked_wins_over_a_template(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(
        "calendar/templates/note.yaml",
        "id: {{id}} # ours\naccounts: [acme]\npublish_at: 2026-12-01 {{hour}}:00\n"
        "poll: {options: [Yes, No], minutes: {{minutes}}}\ntext: Which?\n",
    )
    base = ("new", "Note one", "--template", "note", "--set", "hour=09")
    done = inside(
        *base,
        "--set",
        "minutes=60",
        "--account",
        "acme-us",
        "--bucket",
        "industry",
        now=NOW,
    )

    assert done.code == ExitCode.DONE, done.err
    post = post_at(inside, "calendar/2026/12/01-note-one.yaml")
    assert (post.id, post.accounts) == ("note-one", ("acme-us",))
    assert post.parts[0].poll is not None
    assert post.parts[0].poll.minutes == 60
    assert post.text("bucket") == "industry"


def test_a_template_that_is_no_post_writes_nothing(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("calendar/templates/odd.yaml", "words: {{words}}\naccounts: [acme]\n")
    team.write("calendar/templates/broken.yaml", "text: [{{words}}\n")
    odd = inside("new", "Odd one", "--queue", "--template", "odd", "--set", "words=x")
    broken = inside(
        "new", "Odd one", "--queue", "--template", "broken", "--set", "words=x"
    )

    assert "this would be no valid post" in odd.err
    assert "cannot be edited as it is" in broken.err
    assert inside.files() == [
        "calendar/templates/broken.yaml",
        "calendar/templates/odd.yaml",
    ]


def test_a_person_is_asked_for_what_is_missing(
    team: TeamRepository, inside: Inside
) -> None:
    team.write(POST_PATH, POST)
    answers = [
        *("Launch 2026", "launch-2026", "launch-2027"),  # the first id is taken
        *("acm", "acme"),
        *("tomorrow", "2026-11-24 10:00"),
        *("Hello: #1", "", "“Bye” 👋🏽", "."),
        *("nothing.png", str(IMAGE), "Four cards in a row"),
    ]
    done = inside("new", now=NOW, typed="".join(f"{line}\n" for line in answers))

    assert done.code == ExitCode.DONE, done.err
    post = post_at(inside, "calendar/2026/11/24-launch-2027.yaml")
    assert post.parts[0].text == "Hello: #1\n\n“Bye” 👋🏽"
    assert post.parts[0].media[0].alt == "Four cards in a row"
    for words in ("is used by", "did you mean 'acme'?", "is not a date and time"):
        assert words in done.out + done.err


def test_a_person_may_only_press_enter(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.edit", lambda: "From the editor\n")
    typed = "Idea one\n\nacme\n\n\n\n"
    done = inside("new", now=NOW, typed=typed)

    assert done.code == ExitCode.DONE, done.err
    post = post_at(inside, "calendar/queue/idea-one.yaml")
    assert post.parts[0].text == "From the editor"


def test_a_person_is_asked_for_the_gaps_of_a_template(
    team: TeamRepository, inside: Inside
) -> None:
    team.write("calendar/templates/release.yaml", TEMPLATE)
    done = inside(
        *("new", "Release one", "--template", "release", "--set", "version=2"),
        now=NOW,
        typed="mergecast\nReally: out\nrelease-two\nasap 2026-11-21 18:00\n",
    )

    assert done.code == ExitCode.DONE, done.err
    post = post_at(inside, "calendar/2026/11/21-release-two.yaml")
    assert post.parts[0].text == ("mergecast 2 is out. # not a comment\nReally: out")


def test_a_person_may_leave(inside: Inside) -> None:
    done = inside("new", now=NOW, typed="Launch\n")

    assert done.code == ExitCode.INTERRUPTED
    assert inside.files() == []
