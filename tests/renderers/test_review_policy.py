"""A change of policy is told value by value, and nothing in it acts."""

from __future__ import annotations

from renderers.forge_markdown import shown

from mergecast.renderers.review_comment import review_markdown
from mergecast.review.report import Approver, PolicyReview, Review

BEFORE = {"members": {"tom": {"roles": ["legal"]}}, "forge": {"kind": "github"}}
AFTER = {"members": {"tom": {"roles": []}, "eve": {"name": "Eve"}}, "forge": {}}


def told(policy: PolicyReview) -> str:
    return review_markdown(Review("a" * 40, "b" * 40, (), policy=policy))


def test_each_value_that_differs_is_told() -> None:
    out = told(PolicyReview(BEFORE, AFTER, (Approver((), could=("Mei",)),)))

    assert "### ⏳ a change of policy: approval is missing\n" in out
    assert '- `forge.kind`: `"github"` → nothing\n' in out
    assert '- `members.eve`: nothing → `{"name": "Eve"}`\n' in out
    assert '- `members.tom.roles`: `["legal"]` → `[]`\n' in out
    assert "⏳ **anyone else of the team**: Mei" in out


def test_an_approved_one_says_so() -> None:
    out = told(PolicyReview(BEFORE, AFTER, approved=True))

    assert "### ✅ a change of policy: nothing is missing\n" in out
    assert "No approval is needed." in out


def test_names_and_values_of_strangers_stay_text() -> None:
    text = "`</code><script>@everyone](https://evil.example) ##[error]"
    seen = shown(told(PolicyReview({text: "a"}, {text: text})))

    assert {tag for tag, _ in seen.tags} <= {"h3", "p", "strong", "ul", "li", "code"}
    assert "@everyone" not in seen.text
    assert "evil" not in seen.text


def test_a_new_policy_of_many_values_stays_short() -> None:
    out = told(PolicyReview({}, {f"m{n}": "x" * 1000 for n in range(100)}))

    assert "- and 70 more: see `mergecast approve --policy`" in out
    assert len(out) < 20_000
