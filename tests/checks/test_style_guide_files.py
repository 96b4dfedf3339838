"""Names, voice, rating, branding and assets: what the checks' examples leave out."""

from __future__ import annotations

from json import dumps
from typing import Any

import pytest
from checks.example_workspace import context, posts, workspace_of

from mergecast.checks import (
    asset_unusable,
    audience_misnamed,
    name_first_use,
    name_wrong,
    rating_exceeded,
    rating_word,
    voice_capitals,
    voice_emoji,
    voice_exclamations,
    voice_hashtags,
    voice_links,
    voice_mentions,
    voice_questions,
    voice_sentences,
    voice_signature,
    voice_words,
)
from mergecast.findings import Edit, Remark

POST = """\
# calendar/2026/11/24-launch.yaml
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
"""


def said(check: Any, guide: str, post: str) -> list[Remark]:  # noqa: ANN401 - any check
    example = f"# styleguide/{guide}\n{POST}{post}"
    (made,) = posts(example)
    return list(check.check(made, context(made, workspace_of(example))))


def spans(check: Any, guide: str, text: str) -> list[str]:  # noqa: ANN401 - as above
    found = []
    for each in said(check, guide, f"text: {dumps(text, ensure_ascii=False)}\n"):
        start, end = each.place.within or (0, 0)
        found.append(text[start:end])
    return found


NAMES = """names.yaml
names:
  - {write: mergecast, never: [MergeCast], because: one word}
  - {write: 合并, never: [合併]}
  - {write: "@acme_hq", never: ["@acme"]}
  - {write: "#PostAsCode", never: ["#postascode"]}
  - {write: tarik, never: [pull], locales: [ms]}
audience:
  - {call: editors, never: [users], locales: [en]}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MergeCast and MergeCasts", ["MergeCast"]),
        ("请合併吧", ["合併"]),
        ("With @acme, not @acme_hq", ["@acme"]),
        ("It is out #postascode", ["#postascode"]),
        ("pull it", []),
        ("See https://MergeCast.example.org and @MergeCast", []),
    ],
)
def test_wrong_names_are_found_as_they_stand(text: str, expected: list[str]) -> None:
    assert spans(name_wrong, NAMES, text) == expected


def test_a_wrong_name_is_mended_and_says_why() -> None:
    (found,) = said(name_wrong, NAMES, "text: Use MergeCast\n")
    assert isinstance(found.fix, Edit)
    assert found.fix.value == "mergecast"
    assert found.message.endswith("because: one word")


def test_a_name_of_one_language_is_looked_for_there() -> None:
    (found,) = said(name_wrong, NAMES, "locale: ms\ntext: pull itu\n")
    assert found.hint == "write 'tarik'"


def test_names_in_descriptions_and_answers_count() -> None:
    post = (
        "text: Hi\nmedia: [{file: media/launch.png, alt: A MergeCast screen}]\n"
        "poll: {options: [MergeCast, never], minutes: 60}\n"
    )
    routes = [each.place.route for each in said(name_wrong, NAMES, post)]
    assert routes == [("media", 0, "alt"), ("poll", "options", 0)]


def test_an_audience_in_another_language_is_left_alone() -> None:
    assert spans(audience_misnamed, NAMES, "For users.") == ["users"]
    assert spans(audience_misnamed, NAMES, "写给 users 的帖子") == []


def test_a_name_is_introduced_where_it_stands_first() -> None:
    first = 'names.yaml\nnames:\n  - {write: acme, first: "acme (a shop)"}\n'
    thread = "thread: [Hello, acme (a shop) is open, acme it is]\n"
    assert said(name_first_use, first, thread) == []
    (found,) = said(name_first_use, first, "thread: [acme is, acme (a shop)]\n")
    assert found.place.route == ("thread", 0)


def _voice(devices: str) -> str:
    return f"voice.yaml\n{devices}\n"


@pytest.mark.parametrize(
    ("check", "devices", "text", "expected"),
    [
        (voice_emoji, "emoji: {most: 2}", "👨‍👩‍👧 👍🏽 🇲🇾 1 ©", ["🇲🇾"]),
        (voice_emoji, "emoji: {never: [❤]}", "so ❤️", ["❤️"]),
        (voice_emoji, "emoji: {only: [🎉]}", "🎉 ok", []),
        (voice_exclamations, "exclamation_marks: {most: 1}", "A! B！", ["！"]),
        (voice_exclamations, "exclamation_marks: {most: 0}", "¡A!", ["!"]),
        (voice_questions, "questions: {most: 1}", "A? 吗？ ؟", ["？"]),
        (voice_questions, "questions: {most: 0}", "https://e.org/?a=b", []),
        (voice_capitals, "capitals: {most: 0}", "NEW LOUD #LOUD 4LOUD", ["LOUD"]),
        (voice_capitals, "capitals: {most: 0}", "合并发布 ÉCOLE", ["ÉCOLE"]),
        (voice_words, "words: {never: [I, gonna]}", "i am Gonna, Iowa", ["i", "Gonna"]),
        (voice_words, "words: {never: [其实]}", "这其实很好", ["其实"]),
        (voice_sentences, "sentences: {longest: 2}", "Ab cd. Cd e fg.", ["Cd e fg."]),
        (
            voice_sentences,
            "sentences: {longest: 3}",
            "合并了。合并好了。",
            ["合并好了。"],
        ),
        (voice_mentions, "mentions: {most: 1}", "@a @b a@b.example", ["@b"]),
        (voice_hashtags, "hashtags: {most: 1}", "a #b #合并", ["#合并"]),
        (voice_hashtags, "hashtags: {place: end}", "a #b. https://e.org ^ML", []),
        (voice_hashtags, "hashtags: {place: end}", "a #b c", ["#b"]),
        (
            voice_hashtags,
            "hashtags: {camel_case: true}",
            "#yaml #thisistoolongforoneword #ThisIsFine #发布日历发布日历发布日历",
            ["#thisistoolongforoneword"],
        ),
        (voice_links, "links: {place: end}", "see https://e.org #a", []),
        (voice_links, "links: {place: end}", "e.org is it", ["e.org"]),
        (voice_links, "links: {most: 0}", "see e.org", ["e.org"]),
        (voice_signature, "signature: {needed: never}", "a ^ML 2^AB", ["^ML"]),
    ],
)
def test_a_device_beyond_the_voice_is_shown(
    check: Any,  # noqa: ANN401 - any check
    devices: str,
    text: str,
    expected: list[str],
) -> None:
    assert spans(check, _voice(devices), text) == expected


def test_the_last_part_of_a_thread_is_signed() -> None:
    wanted = _voice("signature: {needed: posts}")
    assert said(voice_signature, wanted, "thread: [One, Two ^ML]\n") == []
    (found,) = said(voice_signature, wanted, "thread: [One ^ML, Two]\n")
    assert found.place.route == ("thread", 1)


def test_an_account_and_a_language_have_their_own_voice() -> None:
    guide = _voice(
        "exclamation_marks: {most: 0}\n"
        "locales: {ms: {exclamation_marks: {most: 1}}}\n"
        "accounts: {acme-my: {exclamation_marks: {most: 2}}}"
    )
    for key, locale, most in (
        ("acme", "en", 0),
        ("acme", "ms", 1),
        ("acme-my", "ms", 2),
    ):
        for count in range(4):
            text = f"locale: {locale}\ntext: 'A{'!' * count}'\n"
            example = f"# styleguide/{guide}{POST}{text}".replace("[acme]", f"[{key}]")
            (made,) = posts(example)
            here = context(made, workspace_of(example))
            found = list(voice_exclamations.check(made, here))
            assert bool(found) is (count > most)


def test_a_thread_is_counted_as_a_whole() -> None:
    guide = _voice("exclamation_marks: {most: 1}")
    (found,) = said(voice_exclamations, guide, "thread: [One!, Two!]\n")
    assert found.place.route == ("thread", 1)


def test_without_a_guide_nothing_is_said() -> None:
    for check in (name_wrong, voice_emoji, rating_word, asset_unusable):
        (made,) = posts(POST + "text: MergeCast 🔥 damn\n")
        assert list(check.check(made, context(made))) == []


def test_an_account_has_its_own_rating() -> None:
    guide = "rating.yaml\nmost: G\naccounts: {acme: PG-13}\n"
    assert said(rating_exceeded, guide, "text: Hi\nrating: PG-13\n") == []
    assert said(rating_exceeded, "rating.yaml\nmost: G\n", "text: Hi\nrating: PG\n")


@pytest.mark.parametrize(("own", "expected"), [("G", 2), ("PG", 1), ("PG-13", 0)])
def test_words_need_at_least_their_rating(own: str, expected: int) -> None:
    guide = (
        "rating.yaml\nwords:\n"
        "  - {rating: PG, words: [damn]}\n  - {rating: PG-13, words: [bloody]}\n"
    )
    found = said(rating_word, guide, f"text: Damn, bloody\nrating: {own}\n")
    assert len(found) == expected


def test_a_draft_without_a_day_may_show_what_expires() -> None:
    guide = (
        "assets/launch.yaml\nfile: media/launch.png\nsha256: ''\nowner: mei\n"
        "licence: own\nexpires: 2026-10-31\n"
    )
    example = (
        f"# styleguide/{guide}# calendar/queue/a.yaml\nid: draft-1\naccounts: [acme]\n"
        "text: Hi\nmedia: [{file: media/launch.png, alt: A screen}]\n"
    )
    (made,) = posts(example)
    assert list(asset_unusable.check(made, context(made, workspace_of(example)))) == []
