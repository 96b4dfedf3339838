"""Rules of the style guide are heard like any check: severity, suppression, spans."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.findings import Edit, Finding, Severity
from mergecast.inspection import cache
from mergecast.inspection.guided import guide, guide_findings
from mergecast.inspection.look import Desk, desk, look_at_post
from mergecast.inspection.place import on_disk
from mergecast.inspection.whole import look_at_tree
from mergecast.loading import front_door
from mergecast.loading.post_media import MediaReader
from mergecast.loading.rules import load_book
from mergecast.loading.workspace import load
from mergecast.repository.trees import WorkTree
from mergecast.style import pattern
from mergecast.style.troubles import TROUBLES, RuleTrouble

SETTINGS = """\
version: 1
accounts:
  acme: {network: x, user: acme_hq, timezone: Asia/Kuala_Lumpur}
checks: {House.Loud: error, House.Quiet: off}
"""
POST = """\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: simply loud and quiet
"""
PLACE = "calendar/2026/11/24-launch.yaml"
FILLERS = """\
extends: existence
message: "Leave out '%s'"
level: warning
action: {name: remove}
tokens: [simply, "so very", 其实]
"""


def _word(word: str) -> str:
    return f"{{extends: existence, message: \"Not '%s'\", tokens: [{word}]}}\n"


RULES = {
    "House/Fillers.yml": FILLERS,
    "House/Loud.yml": _word("loud"),
    "House/Quiet.yml": _word("quiet"),
}


def _workspace(root: Path, rules: dict[str, str], post: str = POST) -> Path:
    files = {"mergecast.yaml": SETTINGS, PLACE: post}
    files |= {f"styleguide/rules/{name}": text for name, text in rules.items()}
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def _desk(root: Path) -> Desk:
    tree = WorkTree(root)
    loaded = load(tree)
    rules = guide(load_book(tree), loaded.workspace.settings)
    return desk(loaded, MediaReader(tree), rules)


def _said(root: Path, post: str = POST) -> dict[str, Finding]:
    found = look_at_post(PLACE, post.encode(), _desk(root)).findings
    return {each.id: each for each in found if "." in each.id}


def _whole(root: Path) -> list[Finding]:
    found = look_at_tree(on_disk(root), cache.Cache(None), lambda _a, _b: None, 0)
    return list(found.findings)


def test_a_rule_has_its_level_unless_the_workspace_says_another(tmp_path: Path) -> None:
    found = _said(_workspace(tmp_path, RULES))
    assert {name: each.severity for name, each in found.items()} == {
        "House.Fillers": Severity.WARNING,
        "House.Loud": Severity.ERROR,
    }


def test_a_post_may_leave_a_rule_out_with_a_reason(tmp_path: Path) -> None:
    post = POST + "ignore: [{rule: House.Loud, because: a quotation}]\n"
    found = look_at_post(PLACE, post.encode(), _desk(_workspace(tmp_path, RULES)))
    assert [each.id for each in found.findings] == ["House.Fillers"]


def test_a_rule_that_nobody_has_cannot_be_left_out(tmp_path: Path) -> None:
    post = POST + "ignore: [{rule: House.Load, because: a quotation}]\n"
    found = look_at_post(PLACE, post.encode(), _desk(_workspace(tmp_path, RULES)))
    (unknown,) = [each for each in found.findings if each.id == "ignore-unknown"]
    assert unknown.hint == "did you mean 'House.Loud'?"


def test_an_action_is_an_edit_of_the_file(tmp_path: Path) -> None:
    found = _said(_workspace(tmp_path, RULES))["House.Fillers"]
    assert isinstance(found.fix, Edit)
    assert (found.fix.place.within, found.fix.value) == ((0, 7), "")
    assert found.hint == "leave it out"


def test_all_posts_of_a_tree_are_read_by_the_rules(tmp_path: Path) -> None:
    found = [each.id for each in _whole(_workspace(tmp_path, RULES))]
    assert "House.Fillers" in found
    assert "House.Loud" in found


def _rule_findings(root: Path, text: str) -> list[Finding]:
    path = "House/Rule.yml"
    if text.startswith("# styleguide/rules/"):
        path = text.partition("\n")[0].removeprefix("# styleguide/rules/")
    tree = WorkTree(_workspace(root, {path: text}))
    made = load(tree)
    book = load_book(tree)
    rules = guide(book, made.workspace.settings)
    return guide_findings(tree, book, rules)


@pytest.mark.parametrize(
    "own",
    [each for each in TROUBLES.values() if each.id != "rule-too-slow"],
    ids=lambda each: each.id,
)
def test_the_examples_of_what_can_be_wrong_with_rules(
    own: RuleTrouble, tmp_path: Path
) -> None:
    assert [each.id for each in _rule_findings(tmp_path / "a", own.fails)] == [own.id]
    assert _rule_findings(tmp_path / "b", own.passes) == []


def test_a_rule_that_is_too_slow_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pattern, "SECONDS", 0.05)
    slow = TROUBLES["rule-too-slow"].fails
    post = POST.replace("simply", "x" * 30_000 + "y")
    bench = _desk(_workspace(tmp_path, {"House/Slow.yml": slow}))
    said = []
    for _ in range(2):
        found = look_at_post(PLACE, post.encode(), bench).findings
        said += [(each.id, each.path) for each in found if each.path != PLACE]
    assert said == [("rule-too-slow", "styleguide/rules/House/Slow.yml")]


def test_what_is_switched_off_is_not_complained_about(tmp_path: Path) -> None:
    rules = {"House/Quiet.yml": TROUBLES["rule-refused"].fails}
    found = _whole(_workspace(tmp_path, rules))
    assert [each.id for each in found if each.id.startswith("rule-")] == []


def test_a_finding_about_a_rule_stands_at_its_value(tmp_path: Path) -> None:
    text = FILLERS + "examples:\n  bad: [simply, loudly]\n"
    (found,) = _rule_findings(tmp_path, text)
    assert (found.span.line, found.span.column) == (7, 17)


TOKENS = ("so very", "simply", "其实", "👩‍👩‍👧", "café", "it's", "\\back", '"quoted"')
TOKEN = st.sampled_from(TOKENS)
FILL = st.sampled_from(
    [" ", "\n", "\n\n", "。", ", ", " #tag ", " https://e.org/simply "]
)
TEXTS = st.lists(st.tuples(FILL, TOKEN), min_size=1, max_size=8).map(
    lambda pairs: "a" + "".join(fill + word for fill, word in pairs)
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    tokens = "".join(
        f"  - '{word.replace(chr(92), chr(92) * 2).replace(chr(39), chr(39) * 2)}'\n"
        for word in TOKENS
    )
    rule = f"extends: existence\nmessage: '%s'\nnonword: true\ntokens:\n{tokens}"
    root = tmp_path_factory.mktemp("spans")
    made = _desk(_workspace(root, {"House/Words.yml": rule}))
    assert not made.guide.engine.problems
    return made


@settings(max_examples=250, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["|", ">", "'", '"', '"escaped', None]),
    st.sampled_from([20, 40, 1000]),
)
def test_a_span_cut_from_the_file_is_the_offending_words(
    bench: Desk, text: str, style: str | None, width: int
) -> None:
    scalar = yaml.dump(
        {"text": text},
        default_style=None if style is None else style[0],
        width=width,
        allow_unicode=style != '"escaped',
    )
    scalar = scalar.replace('"text":', "text:").replace("'text':", "text:")
    written = POST.partition("text:")[0] + scalar
    document = front_door.read(PLACE, written.encode()).document
    if document is None:
        return
    for found in look_at_post(PLACE, written.encode(), bench).findings:
        if found.id == "House.Words":
            cut = _cut(written, found)
            assert _loaded(cut, scalar) == found.message, (cut, written)


def _cut(text: str, found: Finding) -> str:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    span = found.span
    start = starts[span.line - 1] + span.column - 1
    return text[start : starts[span.end_line - 1] + span.end_column - 1]


def _loaded(cut: str, scalar: str) -> str:
    """What the cut means in its style, white space as in a message."""
    sign = scalar.removeprefix("text:").strip()[:1]
    value = yaml.safe_load(sign + cut + sign) if sign in {"'", '"'} else cut
    return " ".join(str(value).split())
