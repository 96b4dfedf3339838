"""The comment on a pull request: short, for a phone, and within the forge's limit."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from markdown_it import MarkdownIt
from renderers.hostile import reports
from renderers.sample_report import FINDINGS, REPORT

from mergecast.findings import Finding, Severity
from mergecast.renderers.markdown import LONGEST, render
from mergecast.renderers.report import Look, Report
from mergecast.source import Span

INFO = Finding("a-check", Severity.INFO, "a.yaml", Span(7, 1, 7, 3), "could be better")


def html(report: Report) -> str:
    """The comment as a browser gets it."""
    markdown = MarkdownIt("gfm-like", {"linkify": False})
    return str(markdown.render(render(report, Look())))


def test_an_item_says_severity_place_message_hint_and_id() -> None:
    found = replace(INFO, hint="better it", path="calendar/a.yaml")

    assert render(Report((found,), 3), Look()) == (
        "### ℹ️ 1 info in 1 file (3 checked)\n"
        "\n"
        "**`calendar/a.yaml`**\n"
        "\n"
        "- ℹ️ **info** `a.yaml:7`\\\n"
        "  could be better\\\n"
        "  → better it\\\n"
        "  `a-check`\n"
    )


def test_a_report_without_findings_is_one_calm_line() -> None:
    shown = render(Report((), 41), Look())

    assert shown == "### ✅ 41 files checked, nothing found\n"


def test_files_with_errors_come_first() -> None:
    error = replace(INFO, severity=Severity.ERROR, path="b.yaml")

    shown = render(Report((INFO, error), 2), Look())

    assert shown.index("b.yaml") < shown.index("a.yaml")


def test_more_than_ten_findings_are_folded() -> None:
    many = tuple(replace(INFO, span=Span(n, 1, n, 2)) for n in range(1, 15))

    opened, folded = render(Report(many, 1), Look()).split("<details>")

    assert opened.count("**info**") == 10
    assert folded.count("**info**") == 4
    assert folded.startswith("<summary>4 more findings</summary>\n\n**`a.yaml`**\n\n")
    assert folded.endswith("\n\n</details>\n")


def test_what_does_not_fit_is_counted() -> None:
    many = tuple(
        replace(each, path=f"{number:04}-审核.yaml", message=each.message * 3)
        for number in range(500)
        for each in FINDINGS
    )

    shown = render(Report(many, 500), Look())

    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
    (left,) = re.findall(r"([\d,]+) findings more did not fit", shown)
    listed = shown.count("- ❌ ") + shown.count("- ⚠️ ") + shown.count("- ℹ️ ")
    assert int(left.replace(",", "")) + listed == len(many)


def test_one_huge_message_does_not_fill_the_comment() -> None:
    huge = replace(INFO, message="@" * 100_000, hint="`" * 100_000)

    assert len(render(Report((huge,), 1), Look())) < LONGEST // 2


@given(reports())
def test_hostile_text_makes_no_element_of_its_own(report: Report) -> None:
    tags = re.findall(r"<\s*([a-z0-9]+)", html(report))

    allowed = {"h3", "p", "strong", "code", "ul", "li", "br"}
    assert set(tags) <= allowed
    assert tags.count("li") == len(report.findings)
    assert tags.count("h3") == 1


def test_the_sample_mentions_nobody_and_links_nothing() -> None:
    seen = re.sub(r"<code>.*?</code>|<[^>]+>", "", html(REPORT))

    assert not re.search(r"@\w|#\d|://", seen)
