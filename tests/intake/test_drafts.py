"""From what somebody wants to a post's fields; what is not clear changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.editing.proof import EditError
from mergecast.editing.writing import written
from mergecast.intake import record
from mergecast.intake.accounts import accounts, campaign
from mergecast.intake.draft import Draft, Given, drafted, wanted_pictures
from mergecast.intake.fields import Field
from mergecast.intake.ids import id_of
from mergecast.intake.parts import parts
from mergecast.intake.pictures import Picture, alone, pictures, useful
from mergecast.intake.said import AskBackError
from mergecast.loading.workspace import read
from mergecast.model.settings import Account
from mergecast.model.workspace import Campaign
from mergecast.schemas import schema

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
KL = "Asia/Kuala_Lumpur"
ACCOUNTS = {
    "acme": Account("acme", "x", "acme_hq", timezone=KL),
    "uk": Account("uk", "x", "Acme_UK", timezone="Europe/London"),
}
URL = "https://github.com/user-attachments/assets/1"
OTHER = "https://github.com/user-attachments/assets/2"
GIVEN = Given(
    12,
    "mei",
    {"acme": ACCOUNTS["acme"]},
    {"launch": Campaign("launch", "calendar/campaigns/launch.yaml")},
    NOW,
    NOW,
    {URL: "media/a.png", OTHER: "media/b.png"},
)
BOTH = replace(GIVEN, accounts=ACCOUNTS)


def _draft(
    before: dict[str, Any] | None = None,
    given: Given = GIVEN,
    alts: dict[int, str] | None = None,
    **wish: str,
) -> Draft:
    wanted = {Field(name): text for name, text in wish.items()}
    return drafted(wanted, alts or {}, before, given)


def _data(draft: Draft) -> dict[str, Any]:
    assert draft.data is not None
    return dict(draft.data)


# --- ids ---


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "Our night bus runs every ten minutes from Monday",
            "our-night-bus-runs-every",
        ),
        ("Café Zürich", "cafe-zurich"),
        ("夜班公交从周一起", "post"),
        ("مرحبا بالعالم", "post"),
        ("Привет мир", "post"),
        ("你好世界 hi", "post"),
        ("🎉🎉", "post"),
        ("", "post"),
        ("https://example.org/x now", "now"),
        ("@octocat hello", "hello"),
        ("../../.github/workflows/x.yml", "github-workflows-x-yml"),
        ("__proto__", "proto"),
        ("con", "post-con"),
        ("a", "post-a"),
        ("-rf /", "rf"),
        ("x" * 500, "x" * 40),
    ],
)
def test_an_id_is_made_of_the_words(words: str, name: str) -> None:
    found = id_of(words, 12)

    assert found.startswith(name)
    assert found.endswith("-12")


@given(st.text(max_size=600), st.integers(1, 10**9))
def test_every_id_is_one_that_a_post_may_have(words: str, issue: int) -> None:
    import re  # noqa: PLC0415 - for this property alone

    assert re.search(schema("post")["$defs"]["postId"]["pattern"], id_of(words, issue))


# --- accounts and campaigns ---


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("acme", ("acme",)),
        ("@ACME_HQ", ("acme",)),
        ("https://x.com/acme_hq", ("acme",)),
        ("acme, uk", ("acme", "uk")),
        ("@acme_hq @acme_uk", ("acme", "uk")),
        ("uk and acme", ("uk", "acme")),
        ("acme、uk", ("acme", "uk")),
        ("acme dan acme", ("acme",)),
        ("ａｃｍｅ", ("acme",)),
    ],
)
def test_accounts_go_by_key_handle_or_address(text: str, keys: tuple[str, ...]) -> None:
    assert accounts(text, ACCOUNTS) == keys


@pytest.mark.parametrize("text", ["", "other", "acme hq", "acme, other", "__proto__"])
def test_an_account_that_is_not_clear_is_asked_back(text: str) -> None:
    with pytest.raises(AskBackError):
        accounts(text, ACCOUNTS)


def test_the_only_account_needs_no_name() -> None:
    assert accounts(" ", {"acme": ACCOUNTS["acme"]}) == ("acme",)


def test_one_handle_on_two_networks_is_asked_back() -> None:
    known = {**ACCOUNTS, "sky": Account("sky", "bluesky", "acme_hq")}

    with pytest.raises(AskBackError) as error:
        accounts("@acme_hq", known)

    assert error.value.said.name == "account-ambiguous"


def test_a_campaign_goes_by_its_name() -> None:
    assert campaign(" Launch ", GIVEN.campaigns) == "launch"
    assert campaign("", GIVEN.campaigns) is None


# --- pictures and parts ---


def test_pictures_are_found_in_each_way_that_github_writes_them() -> None:
    text = (
        f"![A bus]({URL}) and\n<img width='9' alt='x &lt; y' src='{OTHER}'>\n"
        "https://github.com/user-attachments/files/1/a.mov"
    )

    assert pictures(text) == (
        Picture(URL, "A bus"),
        Picture(OTHER, "x < y"),
        Picture("https://github.com/user-attachments/files/1/a.mov"),
    )


@pytest.mark.parametrize(
    "alt", ["image", "Image", "IMG_1234", "Screenshot 2026-11-01 at 9.00", "a.png", ""]
)
def test_a_file_name_is_no_description(alt: str) -> None:
    assert useful(alt) == ""


def test_only_a_line_of_its_own_is_a_picture_of_the_part() -> None:
    assert alone(f" ![A bus]({URL}) ") == (Picture(URL, "A bus"),)
    assert alone(f"See ![A bus]({URL})") == ()
    assert alone(URL) == ()
    (part,) = parts(f"See ![A bus]({URL})")
    assert part.text == f"See ![A bus]({URL})"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text("![]()<img src='\"> \nh:/", max_size=80))
def test_no_text_is_too_odd_for_pictures(text: str) -> None:
    pictures(text)
    parts(text)


# --- drafts ---


def test_the_fields_stand_in_their_order() -> None:
    data = _data(
        _draft(words="Hello", when="2026-11-24 09:00", notes="n", campaign="launch")
    )

    assert list(data) == [
        *("id", "accounts", "publish_at", "campaign", "requested_by", "text", "notes")
    ]
    assert data["requested_by"] == "mei"


@pytest.mark.parametrize(
    ("when", "path"),
    [
        ("2026-11-24 09:00", "calendar/2026/11/24-hello-12.yaml"),
        ("asap until 2026-12-01 18:00", "calendar/2026/12/01-hello-12.yaml"),
        ("queue", "calendar/queue/hello-12.yaml"),
        ("3/4/2027", "calendar/queue/hello-12.yaml"),
    ],
)
def test_the_file_lies_under_its_day(when: str, path: str) -> None:
    assert _draft(words="Hello", when=when).path == path


def test_another_time_takes_the_place_of_all_that_was_said_of_the_old_one() -> None:
    first = _data(_draft(words="Hello", when="asap until 2026-12-01 18:00"))

    data = _data(_draft(first, when="2026-11-24 09:00"))
    assert data["publish_at"] == "2026-11-24 09:00"
    assert "until" not in data

    data = _data(_draft(data, when="queue"))
    assert "publish_at" not in data


def test_what_is_not_clear_leaves_what_there_was() -> None:
    first = _data(
        _draft(given=BOTH, words="Hello", accounts="uk", when="2026-11-24 9:00")
    )

    found = _draft(
        first, BOTH, accounts="nobody", when="soon", campaign="x", words="  "
    )

    assert set(found.asks) == {
        *(Field.ACCOUNTS, Field.WHEN, Field.CAMPAIGN, Field.WORDS)
    }
    kept = _data(found)
    assert (kept["accounts"], kept["publish_at"]) == (["uk"], "2026-11-24 09:00")
    assert kept["id"] == first["id"]


def test_the_id_stays_when_the_words_change() -> None:
    first = _data(_draft(words="Hello"))

    assert _data(_draft(first, words="Other words"))["id"] == "hello-12"


def test_a_second_zone_keeps_the_time_where_it_was_meant() -> None:
    first = _data(
        _draft(given=BOTH, words="Hello", accounts="acme", when="2026-11-24 09:00")
    )

    data = _data(_draft(first, BOTH, accounts="acme, uk"))

    assert data["timezone"] == KL
    assert data["publish_at"] == "2026-11-24 09:00"


def test_what_a_person_added_is_kept() -> None:
    first = {**_data(_draft(words="Hello")), "bucket": "evergreen"}

    assert _data(_draft(first, words="Hi"))["bucket"] == "evergreen"


def test_pictures_stay_with_their_parts_and_go_away_with_them() -> None:
    first = _data(_draft(words=f"One\n---\nTwo\n![A bus]({URL})"))
    assert first["thread"][1]["media"] == [{"file": "media/a.png", "alt": "A bus"}]

    again = _data(_draft(first, words="Eins\n---\nZwei"))
    assert again["thread"][1]["media"] == first["thread"][1]["media"]

    found = _draft(again, words="Only one")
    assert "media" not in _data(found)
    assert [said.name for said in found.told] == ["pictures-dropped"]


def test_pictures_of_the_form_are_on_the_first_part() -> None:
    found = _draft(words="One\n---\nTwo", pictures=f"![A bus]({URL})")

    assert _data(found)["thread"][0]["media"] == [
        {"file": "media/a.png", "alt": "A bus"}
    ]
    assert [said.name for said in found.told] == ["pictures-first-part"]


def test_a_picture_needs_no_words() -> None:
    found = _draft(words="", pictures=f"![A bus]({URL})")

    assert found.asks == {}
    data = _data(found)
    assert (data["id"], data["text"]) == ("post-12", "")
    assert read("", written([], data).encode(), "post").data is not None


def test_descriptions_are_counted_over_all_parts() -> None:
    first = _data(_draft(words=f"One\n![x y]({URL})\n---\nTwo\n![x y]({OTHER})"))

    data = _data(_draft(first, alts={2: "Second"}))

    assert [part["media"][0]["alt"] for part in data["thread"]] == ["x y", "Second"]
    assert Field.ALT in _draft(first, alts={3: "Third"}).asks
    assert Field.ALT in _draft(first, alts={0: "None"}).asks


def test_only_pictures_that_are_wanted_are_fetched() -> None:
    wish = {Field.PICTURES: f"![A bus]({URL})", Field.WORDS: f"Hi\n![B]({OTHER})"}

    assert [each.url for each in wanted_pictures(wish)] == [URL, OTHER]


_WISH = st.fixed_dictionaries(
    {},
    optional={
        field: st.text(max_size=40)
        | st.sampled_from(
            [
                *("2026-11-24 09:00", "tomorrow 9am", "acme", "uk", "launch", "---"),
                *(f"![x y]({URL})", "One\n---\nTwo", "id: x\n", "asap", "  "),
            ]
        )
        for field in Field
    },
)


@settings(max_examples=200, deadline=None)
@given(first=_WISH, second=_WISH)
def test_whatever_is_wanted_is_a_valid_post_or_a_question(
    first: dict[Field, str], second: dict[Field, str]
) -> None:
    found = drafted(first, {}, None, BOTH)
    if found.data is None:
        assert found.asks
        return
    again = drafted(second, {1: "A bus"}, found.data, BOTH)

    for draft in (found, again):
        try:
            text = written(["# Asked for"], _data(draft))
        except EditError:
            continue  # a character that no file may have
        got = read(draft.path, text.encode(), "post")
        assert got.data is not None, (text, got.said)
        assert _data(draft)["requested_by"] == "mei"
        assert draft.path.startswith("calendar/")


# --- what was taken up ---


def test_only_answers_that_changed_are_taken_up_again() -> None:
    answers = {Field.WORDS: "Hello", Field.WHEN: "queue", Field.ALT: "A bus"}
    known = record.taken(answers, answers)
    message = f"Draft x\n\nRequested-by: mei\n{record.line(known)}"

    assert record.read([message, "Mergecast-Form: words=000000000000"]) == known
    assert record.changed(answers, known) == {}
    later = {**answers, Field.PICTURES: "x"}
    assert set(record.changed(later, known)) == {Field.PICTURES, Field.ALT}


@given(st.text(max_size=100))
def test_any_message_can_be_read(message: str) -> None:
    record.read([message, f"Mergecast-Form: {message}"])
