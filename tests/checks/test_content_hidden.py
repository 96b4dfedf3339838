"""What git attributes do to content, judged by us and by git itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mergecast.checks import content_hidden
from mergecast.checks.basis.gitattributes import lines
from mergecast.findings import Remark
from mergecast.source import Span

CONTENT = (
    *("mergecast.yaml", "calendar/2026/11/24-launch.yaml", "calendar/queue/a.yaml"),
    *("styleguide/rules/Acme/words.yml", "playbooks/team.yaml"),
)
ELSEWHERE = ("README.md", "docs/a.yaml", "package.yaml", "calendar/media/a.png")
PATTERNS = (
    *("*", "*.yaml", "*.y?ml", "calendar/**", "/calendar/**", "calendar/", "docs/**"),
    *("team.yaml", "/mergecast.yaml", "**/queue/*", "24-*", "2026/**", "queue/*"),
    *(
        '"calendar/2026/**"',
        '"cal\\145ndar/**"',
        '"*.\\171aml"',
        '"un closed',
        "!*.yaml",
    ),
    *("[a-z]*", "playbooks/t*", "\\*", "#", "rules/**", "*.png", "*.yaml.orig"),
)
WORDS = (
    *("-diff", "diff", "!diff", "diff=lfs", "binary", "-binary", "quiet", "loud"),
    *("text", "-text", "text=auto", "eol=lf", "eol=crlf", "filter=lfs", "-filter"),
    *("filter", "!filter", "ident", "-ident", "working-tree-encoding=UTF-16"),
    *("working-tree-encoding=UTF-8", "linguist-generated", "merge=union"),
    *("linguist-generated=true", "linguist-generated=false", "-linguist-generated"),
    *("gitlab-generated", "export-ignore"),
)
MACROS = (
    "[attr]quiet -diff",
    "[attr] loud diff",
    "[attr]quiet loud",
    "[attr]loud binary",
)
LINE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", " ", "\t"]),
    st.sampled_from(PATTERNS),
    st.lists(st.sampled_from(WORDS), max_size=3).map(lambda w: " " + "  ".join(w)),
)
FILE = st.lists(LINE | LINE | LINE | st.sampled_from(MACROS), max_size=4).map("\n".join)
FOLDER = st.sampled_from(["", "", "calendar/", "calendar/2026/", "playbooks/", "docs/"])


def said(path: str, text: str) -> list[Remark]:
    return list(content_hidden.check(path, text))


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attributes")
    git(folder, "init", "-q")
    for name in ("calendar/2026", "playbooks", "docs"):
        (folder / name).mkdir(parents=True)
    return folder


def git(folder: Path, *args: str, given: str = "") -> str:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
    }
    done = subprocess.run(
        ["git", *args],
        cwd=folder,
        env=environment,
        input=given.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def hidden_by_git(folder: Path) -> bool:
    """Whether git itself would do harm to any file of the content."""
    names = ("diff", "filter", "ident", "working-tree-encoding")
    forge = ("linguist-generated", "gitlab-generated")
    asked = "".join(f"{path}\0" for path in CONTENT)
    answer = git(folder, "check-attr", "--stdin", "-z", *names, *forge, given=asked)
    words = answer.split("\0")
    for name, state in zip(words[1::3], words[2::3], strict=False):
        value = state not in {"set", "unset", "unspecified"}
        if name == "diff" and state not in {"set", "unspecified"}:
            return True
        if name in {"filter", "working-tree-encoding"} and value and state != "UTF-8":
            return True
        if name == "ident" and state == "set":
            return True
        if name in forge and state in {"set", "true"}:
            return True
    return False


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(FOLDER, FILE)
def test_whatever_git_would_hide_is_found(
    repository: Path, folder: str, text: str
) -> None:
    file = repository / folder / ".gitattributes"
    file.write_text(text, encoding="utf-8")
    try:
        hidden = hidden_by_git(repository)
    finally:
        file.unlink()

    found = said(f"{folder}.gitattributes", text)

    if hidden:
        assert found
    rows = text.split("\n")
    for remark in found:
        span = remark.place.span
        assert span is not None
        word = rows[span.line - 1][span.column - 1 : span.end_column - 1]
        assert remark.message.startswith(f"'{word}'")


@pytest.mark.parametrize(
    "text",
    [
        "* text=auto eol=lf",
        "*.png binary",
        "*.psd filter=lfs diff=lfs merge=lfs -text",
        "package-lock.json -diff",
        "docs/** -diff linguist-generated",
        "calendar/ -diff",
        "!calendar/** -diff",
        "# calendar/** -diff",
        "*.yaml",
        "*.yaml merge=union export-ignore",
        "*.yaml -linguist-generated",
        "*.yaml linguist-generated=false",
        "*.yaml working-tree-encoding=utf-8",
        "*.yaml -filter -ident !diff",
        "*.yaml binary diff",
        "[attr]quiet -diff\n*.lock quiet",
        "[attr] quiet -diff\n*.yaml quiet",
        "tooling/calendar/** -diff",
    ],
)
def test_what_hides_nothing_of_the_content_is_free(text: str) -> None:
    assert not said(".gitattributes", text)


@pytest.mark.parametrize(
    "text",
    [
        "* text=auto eol=lf",
        "* linguist-vendored linguist-language=YAML",
        "* -quiet !loud owner=mei",
        "[attr]text -diff\n* text",  # below the top nobody can make a macro
    ],
)
def test_below_the_top_too(text: str) -> None:
    assert not said("calendar/.gitattributes", text)


@pytest.mark.parametrize(
    ("path", "text", "word", "reached"),
    [
        (".gitattributes", "* -diff", "-diff", "mergecast.yaml"),
        (".gitattributes", "*.yml -diff", "-diff", "calendar/**/*.yml"),
        (".gitattributes", "play*/** binary", "binary", "playbooks/**/*.yaml"),
        ("calendar/.gitattributes", "* -diff", "-diff", "calendar/**/*.yaml"),
        ("calendar/2026/.gitattributes", "11/* ident", "ident", "calendar/2026/**"),
        ("calendar/.gitattributes", "/media/* filter=lfs", "filter=lfs", "calendar/**"),
        (".gitattributes", "*.PNG filter=lfs", "filter=lfs", "calendar/**/*.png"),
        ("styleguide/.gitattributes", "* quiet", "quiet", "styleguide/**/*.yaml"),
        (".gitattributes", "[attr]q -diff\n*.yaml q", "q", "mergecast.yaml"),
        (".gitattributes", "*.yaml q\n[attr]q binary", "q", "mergecast.yaml"),
    ],
)
def test_what_hides_content_says_how_and_what(
    path: str, text: str, word: str, reached: str
) -> None:
    (found,) = said(path, text)

    assert found.message.startswith(f"'{word}'")
    assert f"reaches {reached}" in found.message
    assert found.hint


def test_each_kind_of_harm_is_explained() -> None:
    text = (
        "*.yaml -diff\n*.yaml diff=x\n*.yaml filter=x\n*.yaml ident\n"
        "*.yaml working-tree-encoding=UTF-16\n*.yaml gitlab-generated\n"
    )

    found = said(".gitattributes", text)

    assert [remark.place.span and remark.place.span.line for remark in found] == [
        *(1, 2, 3, 4, 5, 6)
    ]
    assert len({remark.message.partition(" and ")[2] for remark in found}) == 6


def test_the_word_is_pointed_at_in_code_points() -> None:
    (found,) = said(".gitattributes", '# 合\n \t"calendar/合并/*"\ttext  -diff # x\r\n')

    assert found.place.span == Span(2, 25, 2, 30)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    text = "calendar/** -diff"

    assert len(said(".gitattributes", f"\ufeff{text}\r\n{text}\r\n")) == 2


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("a/b", b"a/b"),
        ('"a b"', b"a b"),
        ('"a\\tb\\\\c\\"d\\145"', b'a\tb\\c"de'),
        ('"合"', "合".encode()),
        ('"\\345\\220\\210"', "合".encode()),
        ('"un', b'"un'),
        ('"bad\\q"', b'"bad\\q"'),
        ("a\\ b", b"a\\"),
    ],
)
def test_a_pattern_may_be_quoted_as_in_c(written: str, pattern: bytes) -> None:
    (found,) = lines(f"{written} text", top=True)

    assert found.pattern == pattern


@given(st.text(alphabet='*"\\[]attr- =!#\t\r\n\x00é合', max_size=60))
def test_any_file_is_read_without_complaint(text: str) -> None:
    for path in (".gitattributes", "calendar/.gitattributes"):
        for remark in said(path, text):
            assert remark.message


def test_macros_that_stand_for_each_other_end() -> None:
    text = "[attr]a b\n[attr]b a -diff\n*.yaml a"

    (found,) = said(".gitattributes", text)

    assert found.message.startswith("'a' (that is, '-diff') ")


def test_other_files_are_not_read() -> None:
    assert not said("calendar/gitattributes", "* -diff")
    assert not said("docs/.gitattributes", "* -diff")
