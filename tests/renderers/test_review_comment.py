"""The comment tells all it has room for, and does nothing that a text asks for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from renderers.forge_markdown import Shown, shown

from mergecast.findings import Finding, Severity
from mergecast.model.post import Media, Part
from mergecast.model.settings import Account
from mergecast.renderers.markdown import LONGEST
from mergecast.renderers.review_comment import MARK, keep_ticks, review_markdown
from mergecast.review.checklist import Item
from mergecast.review.difference import Difference, Kind
from mergecast.review.report import (
    Approver,
    Cut,
    PartView,
    PostReview,
    Review,
    Since,
    TargetView,
)
from mergecast.source import Span

ALLOWED = {
    *("p", "br", "ul", "li", "input", "blockquote", "strong", "code", "a"),
    *("details", "summary", "del", "ins", "h3"),
}


def links(seen: Shown) -> list[dict[str, str | None]]:
    return [attributes for tag, attributes in seen.tags if tag == "a"]


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
        at=datetime(2026, 11, 24, 1, tzinfo=UTC),
        zones=("Asia/Kuala_Lumpur", "America/New_York", "UTC"),
        approvers=(
            Approver(("brand",), "Aisyah", datetime(2026, 11, 22, 10, tzinfo=UTC)),
            Approver(("legal",), could=("Tom", "Li")),
        ),
        checklist=(
            Item("it says what we mean"),
            Item("time", done=True, machine=True),
            Item("images", machine=True),
        ),
    )


def review(*posts: PostReview) -> str:
    return review_markdown(Review("a" * 40, "b" * 40, posts))


def test_one_post_is_told_whole() -> None:
    told = review(post())

    assert told.startswith(f"{MARK}\n### ⏳ 1 post: approval is missing\n")
    assert (
        "\n**Tue 24 Nov 2026 09:00** Kuala Lumpur · "
        "Mon 23 Nov 20:00 New York · 01:00 UTC\n"
    ) in told
    assert "> It is out" in told
    assert "9 of 280" in told
    assert "✅ **brand**: Aisyah, 22 Nov 10:00 UTC" in told
    assert "⏳ **legal**: Tom or Li" in told
    assert "- [ ] it says what we mean" in told
    assert "- [x] checked by machine: time\n" in told
    assert "- [ ] to mend first, see above: images\n" in told


def test_several_posts_are_an_index_with_each_folded() -> None:
    told = review(post("one-post"), post("two-post"))

    assert "Times are those of Kuala Lumpur." in told
    line = "🆕 <code>one-post</code> Tue 24 Nov 09:00 · ⏳ legal"
    assert f"<details><summary>{line}</summary>" in told
    assert told.count("<details>") == told.count("</details>") == 2


def test_what_does_not_fit_is_left_out_whole() -> None:
    long = post("long-post", "文 " * 40_000)
    posts = [*(post(f"post-{n}", "word " * 900) for n in range(40)), long]

    told = review(*posts)

    assert len(told.encode("utf-16-le")) // 2 <= LONGEST
    assert "<code>long-post</code> Tue 24 Nov 09:00 · ⏳ legal · too long" in told
    assert told.count("<details>") == told.count("</details>") > 10


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
    cut = Cut(280, text)
    view = replace(
        part(text, "was", text), cut=cut, links=(text, "https://example.org/x")
    )
    hostile = replace(
        post(text=text),
        path=f"calendar/{text}.yaml",
        difference=Difference(Kind.CHANGED, (text,)),
        targets=(TargetView(ACCOUNT, "X", (view,)), TargetView(ACCOUNT, text, (view,))),
        since=Since(text, None, (text,)),
        gloss=text,
        notes=(text,),
        approvers=(Approver((text,), could=(text,), missing=text, because=text),),
        checklist=(Item(text),),
    )
    told = review(hostile, replace(hostile, id=text))

    seen = shown(told)

    assert {tag for tag, _ in seen.tags} <= ALLOWED
    assert seen.open == []
    assert all(each.get("href") == "https://example.org/x" for each in links(seen))
    assert not re.search(r"@\w|#\d|GH-\d|:\w+:|www\.|://evil", seen.text)
    assert all(
        re.fullmatch(f"{MARK[5:-4]}|tick [0-9a-f]{{16}}", each)
        for each in seen.comments
    )
    assert seen.comments.count(MARK[5:-4].strip()) == 1
    assert "##[" not in re.sub(r"(`+)[^`].*?\1", "", told)
    assert not re.search(r"^\s*::", told, re.MULTILINE)
    assert "\x1b" not in told
    assert "\u202e" not in told


@given(st.text(max_size=60), st.text(max_size=60))
def test_readers_see_the_words_to_the_letter(text: str, before: str) -> None:
    letters = re.sub(r"[^\w.,!?;()<>&*#@-]+", " ", text)
    told = review(post(text=" ".join(letters.split()) or "x"))

    seen = shown(told).quoted.replace("\u200b", "")

    assert seen.startswith(" ".join(letters.split()) or "x")
    del before


def test_a_link_can_be_tapped_where_it_is_what_it_looks_like() -> None:
    links_ = (
        "https://example.org/a?b=1",
        "https://github.com/acme/social/issues/1",
        "https://例子.example",
        "https://example.org/<b>",
        "example.org",
    )
    view = replace(part("It is out"), links=links_)
    told = review(replace(post(), targets=(TargetView(ACCOUNT, "X", (view,)),)))

    assert [each["href"] for each in links(shown(told))] == [links_[0]]
    assert all(f"`{each}`" in told for each in links_[1:])


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


def test_what_is_new_since_an_approval_is_told_with_who_gave_it() -> None:
    at = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
    changed = replace(
        post(),
        difference=Difference(Kind.CHANGED, ("words changed", "moved 2 h later")),
        since=Since("Tom", at, ("words changed",)),
    )

    told = review(changed)

    assert "- since Tom approved it on 22 Nov 10:05 UTC: **words changed**" in told
    assert "- words changed" not in told
    assert "- moved 2 h later" in told


def test_a_machines_box_is_never_ticked_by_hand() -> None:
    first = review(post())
    ticked = first.replace("- [ ] to mend", "- [x] to mend")

    assert keep_ticks(first, ticked) == first


def test_what_collides_stands_apart() -> None:
    near = Finding(
        "spacing-too-close", Severity.WARNING, "a.yaml", Span(3, 1, 3, 2), "5 min after"
    )
    long = Finding(
        "text-too-long", Severity.ERROR, "a.yaml", Span(4, 1, 4, 2), "too long"
    )

    told = review(replace(post(), findings=(near, long)))

    found, collides = told.split("**Collides with other posts**")
    assert told.startswith(
        f"{MARK}\n### ❌ 1 post: 1 error to mend, approval is missing"
    )
    assert "❌ line 4: too long" in found
    assert "⚠️ line 3: 5 min after" in collides


def test_where_a_timeline_cuts_is_told() -> None:
    view = replace(part("long"), cut=Cut(280, "… a bad day"))

    told = review(replace(post(), targets=(TargetView(ACCOUNT, "X", (view,)),)))

    assert "timelines show it up to “… a bad day”, then “Show more”" in told


@pytest.mark.parametrize(
    ("one", "headline"),
    [
        (replace(post(), approved=True), "✅ 1 post: nothing is missing"),
        (
            replace(post(), approvers=(), notes=("GitHub is away",)),
            "⏳ 1 post: approval",
        ),
    ],
)
def test_only_what_is_known_to_be_approved_is_called_so(
    one: PostReview, headline: str
) -> None:
    assert f"### {headline}" in review(one)


def test_scheduled_posts_that_would_stop_come_first() -> None:
    told = review_markdown(
        Review("a" * 40, "b" * 40, (), stopped=("'tips' on 26 Nov: @tom left",))
    )

    assert "### ⚠️ 1 scheduled post would stop\n" in told
    assert "- 'tips' on 26 Nov: @&#8203;tom left\n" in told


def test_what_it_says_is_told_to_those_who_do_not_read_it() -> None:
    told = review(replace(post(), gloss="Which language\nshall we speak?"))

    assert (
        "**In other words** (for reviewers, never published): "
        "Which language shall we speak?\n"
    ) in told
