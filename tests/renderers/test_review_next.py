"""One line says what has to happen next, and who can do it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from renderers.forge_markdown import shown

from mergecast.findings import Finding, Severity
from mergecast.model.post import Media, Part
from mergecast.model.settings import Account
from mergecast.renderers.review_comment import review_markdown
from mergecast.renderers.review_next import next_step
from mergecast.renderers.review_post import post_markdown
from mergecast.review.difference import Difference, Kind
from mergecast.review.report import (
    Approver,
    PartView,
    PolicyReview,
    PostReview,
    Review,
    TargetView,
)
from mergecast.source import Span

BRAND = Approver(("brand",), could=("Aisyah", "李娜"))
LEGAL = Approver(("legal",), could=("Tom Baker",))
DONE = Approver(("brand",), "Aisyah")
NOBODY = Approver(("duty",), missing="nobody can, see the team file")
WRONG = Finding(
    "text-too-long", Severity.ERROR, "a.yaml", Span(1, 1, 1, 1), "it is too long"
)


def post(*approvers: Approver, approved: bool = False) -> PostReview:
    return PostReview(
        "launch-2026",
        "calendar/2026/11/24-launch.yaml",
        Difference(Kind.NEW, ()),
        approvers=approvers,
        approved=approved,
    )


def review(*posts: PostReview) -> Review:
    return Review("a" * 40, "b" * 40, posts)


GOOD = post(approved=True)


@pytest.mark.parametrize(
    ("found", "step"),
    [
        (review(), ""),
        (review(GOOD), "merge it"),
        (
            replace(review(), live=True),
            "decide whether posts are to go out for real, then merge",
        ),
        (
            replace(review(GOOD), live=False),
            "decide whether posts are to stop going out, then merge",
        ),
        (review(post(BRAND)), "approval by **brand** (Aisyah or 李娜)"),
        (
            review(post(BRAND, DONE), post(BRAND, LEGAL), GOOD),
            "approval by **brand** (Aisyah or 李娜), and by **legal** (Tom Baker)",
        ),
        (review(post(Approver(()))), "approval by **a member**"),
        (
            review(post(Approver((), could=("A", "B", "C", "D", "E")))),
            "approval by **a member** (A or B or C or 2 others)",
        ),
        (
            review(post(NOBODY)),
            "approval by **duty**, which nobody can, see the team file",
        ),
        (review(post(DONE)), "see what stands in its way under **Approvals**"),
        (
            review(replace(post(BRAND), findings=(WRONG,))),
            "mend what is marked ❌, then ask for approval",
        ),
        (
            replace(review(), broken=("calendar/a.yaml",)),
            "mend what is marked ❌, then ask for approval",
        ),
        (
            replace(review(GOOD), stopped=("'tips': x",)),
            "decide whether what is scheduled may stop, then merge",
        ),
        (
            replace(review(), policy=PolicyReview({}, {}, (LEGAL,))),
            "approval by **legal** (Tom Baker)",
        ),
    ],
)
def test_what_comes_next_is_said(found: Review, step: str) -> None:
    assert next_step(found) == step
    if step:
        assert f"\n👉 {step}\n" in review_markdown(found)


def test_names_of_strangers_stay_names() -> None:
    odd = Approver(("[x](//e)",), could=("@everyone <b>", "`"))

    seen = shown(review_markdown(review(post(odd))))

    assert not [tag for tag, _ in seen.tags if tag in {"a", "b"}]


def picture(name: str, at: str) -> str:
    part = Part((), "It is out", (Media((), name, "a chart"),))
    view = PartView(part, 9, 280, valid=True, pictures=(at,))
    target = TargetView(Account("acme", "x", "acme_hq"), "X", (view,))
    return post_markdown(replace(GOOD, targets=(target,)))


def test_a_picture_can_be_looked_at() -> None:
    at = "https://github.com/acme/social/blob/" + "b" * 40 + "/calendar/media/a.png"

    seen = shown(picture("media/a.png", at))

    assert [own for tag, own in seen.tags if tag == "a"] == [{"href": at}]


def test_labels_stand_before_the_words() -> None:
    told = post_markdown(replace(GOOD, labels=("labelled as a paid *partnership*",)))

    assert "- 🏷️ labelled as a paid \\*partnership\\*\n" in told


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (True, "Merged, this goes live: what is approved and due then goes to the net"),
        (False, "Merged, this ends in a rehearsal: nothing goes to the network any mo"),
    ],
)
def test_going_live_and_back_stands_at_the_top(live: bool, said: str) -> None:  # noqa: FBT001 - a case
    whole = shown(review_markdown(replace(review(), live=live))).text

    assert said in whole
    assert whole.index("a change of ") < whole.index(said)
    assert "goes live" not in shown(review_markdown(review(GOOD))).text
