"""The comment tells all it has room for, and does nothing that a text asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast.model.post import Media, Part
from mergecast.model.settings import Account
from mergecast.renderers.markdown import LONGEST
from mergecast.renderers.review_comment import MARK, keep_ticks, review_markdown
from mergecast.review.checklist import Item
from mergecast.review.difference import Difference, Kind
from mergecast.review.report import (
    Approver,
    PartView,
    PostReview,
    Review,
    TargetView,
)

ACCOUNT = Account("acme", "x", "acme_hq", timezone="Asia/Kuala_Lumpur")


def part(text: str, before: str | None = None, alt: str = "a chart") -> PartView:
    media = (Media((), "media/a.png", alt),)
    return PartView(Part((), text, media), len(text), 280, valid=True, before=before)


def post(name: str = "launch-2026", text: str = "It is out") -> PostReview:
    return PostReview(
        id=name,
        path=f"calendar/2026/11/24-{name}.yaml",
        difference=Difference(Kind.NEW, ()),
        targets=(TargetView(ACCOUNT, "X", (part(text),)),),
        digest="sha256:" + "a" * 64,
        times=("Tue 24 Nov 2026 09:00 Asia/Kuala_Lumpur", "Tue 24 Nov 01:00 UTC"),
        approvers=(
            Approver(("brand",), "Aisyah", datetime(2026, 11, 22, 10, tzinfo=UTC)),
            Approver(("legal",), could=("Tom", "Li")),
        ),
        checklist=(
            Item("it says what we mean"),
            Item("every other check passes", done=True),
        ),
    )


def review(*posts: PostReview) -> str:
    return review_markdown(Review("a" * 40, "b" * 40, posts))


def test_one_post_is_told_whole() -> None:
    told = review(post())

    assert told.startswith(f"{MARK}\n### ⏳ 1 post, 1 waiting for approval\n")
    assert "> It is out" in told
    assert "9 of 280" in told
    assert "✅ **brand**: Aisyah, 2026-11-22 10:00 UTC" in told
    assert "⏳ **legal**: Tom, Li" in told
    assert "- [ ] it says what we mean" in told
    assert "- [x] every other check passes" in told


def test_several_posts_are_an_index_with_each_folded() -> None:
    told = review(post("one-post"), post("two-post"))

    assert "- 🆕 **`one-post`** new · Tue 24 Nov 2026 09:00" in told
    assert told.count("<details>") == told.count("</details>") == 2


def test_what_does_not_fit_is_left_out_whole() -> None:
    long = post("long-post", "文 " * 40_000)
    posts = [*(post(f"post-{n}", "word " * 900) for n in range(40)), long]

    told = review(*posts)

    assert len(told.encode("utf-16-le")) // 2 <= LONGEST
    assert "did not fit" in told
    assert told.count("<details>") == told.count("</details>")
    assert "`long-post`" in told


def test_one_post_that_is_too_long_says_so() -> None:
    told = review(post("long-post", "文 " * 40_000))

    assert len(told.encode("utf-16-le")) // 2 <= LONGEST
    assert "The words did not fit" in told
    assert "⏳ **legal**" in told


def test_a_thousand_posts_still_fit() -> None:
    told = review(*(post(f"post-{n}", "word " * 50) for n in range(1000)))

    assert len(told.encode("utf-16-le")) // 2 <= LONGEST


def test_what_changed_in_a_text_is_marked() -> None:
    view = part("We ship today", before="We ship on <b>")
    changed = replace(
        post(),
        difference=Difference(Kind.CHANGED, ("words changed",)),
        targets=(TargetView(ACCOUNT, "X", (view,)),),
    )

    told = review(changed)

    assert "> We ship <del>on \\<b></del><ins>today</ins>" in told


HOSTILE = [
    "</details><script>alert(1)</script>",
    "```\n# fence\n```",
    "@everyone #1 acme/social#2 GH-3",
    "![x](https://evil.example/x.png)",
    "::warning file=x::y",
    "a ##[error]b ##[set-env name=x]",
    "-- > <!-- mergecast: review --> <!-- tick 0000000000000000 -->",
    "- [x] done <!-- tick 0123456789abcdef -->",
    "\u202egnp.exe \x1b[31m",
    "| a | b |\n|---|---|",
    "$\\color{red}{x}$",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    view = part(text, before="was", alt=text)
    hostile = replace(
        post(text=text),
        path=f"calendar/{text}.yaml",
        difference=Difference(Kind.CHANGED, (text,)),
        targets=(TargetView(ACCOUNT, "X", (view,)), TargetView(ACCOUNT, text, (view,))),
        times=(text, text),
        notes=(text,),
        approvers=(Approver((text,), could=(text,), missing=text, because=text),),
        checklist=(Item(text),),
    )
    told = review(hostile, replace(hostile, id=text))

    outside_code = re.sub(r"(`+)[^`].*?\1", "", told)
    tags = set(re.findall(r"<[^>\s]*", outside_code.replace("\\<", "")))
    assert tags <= {
        "<!--",
        "<details",
        "</details",
        "<summary",
        "</summary",
        "<del",
        "</del",
        "<ins",
        "</ins",
        "<code",
        "</code",
    }
    assert "@everyone" not in outside_code
    assert "##[" not in outside_code
    assert "](" not in outside_code.replace("\\]", "")
    assert not re.search(r"^\s*::", told, re.MULTILINE)
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert outside_code.replace("\\<", "").count(MARK) == 1


def test_ticks_of_people_survive_an_update() -> None:
    first = review(post())
    ticked = first.replace("- [ ] it says", "- [x] it says")

    assert keep_ticks(review(post()), ticked) == ticked


def test_other_words_have_to_be_read_again() -> None:
    ticked = review(post()).replace("- [ ] it says", "- [x] it says")
    changed = review(replace(post(), digest="sha256:" + "b" * 64))

    assert keep_ticks(changed, ticked) == changed


@given(st.text(max_size=80))
def test_no_text_can_tick_a_box(text: str) -> None:
    clean = review(post())
    other = f"- [x] {text} <!-- tick zz -->\n{text}"

    assert keep_ticks(clean, other) == clean
