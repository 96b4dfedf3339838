"""One small report that every renderer shows once: four languages, all severities."""

from __future__ import annotations

from mergecast.findings import (
    Edit,
    Finding,
    FindingClass,
    Severity,
    in_reading_order,
)
from mergecast.renderers.report import About, Report
from mergecast.source import TOP, Place, Span

LAUNCH = "calendar/2026/11/24-launch.yaml"
FAMILY = "calendar/2026/11/25-keluarga.yaml"
EID = "calendar/2026/11/26-عيد.yaml"
TEAM = "playbooks/team.yaml"

TEXTS = {
    LAUNCH: """\
id: launch-2026
accounts: [acme, acmee]
publish_at: 2026-11-24 09:00
text: |
  开源了！mergecast 1.0 今天发布：审核就是批准，合并就会按时发出，只发一次，\
而且每一步都记在 git 里；不用再登录任何后台，也不用再问一次“这条到底发了没有”。
media:
  - file: media/launch.png
\tother: tab
""",
    FAMILY: """\
id: keluarga-2026
accounts: [acme-my]
publish_at: 2026-11-25 20:00
text: Selamat datang, sekeluarga 👨‍👩‍👧‍👦 pun boleh! Baca http://192.168.0.1/klik
""",
    EID: """\
id: eid-2026
accounts: [acme]
publish_at: 2026-11-26 09:00
text: كل عام وأنتم بخير\u200b يا أصدقاء
""",
}

CHECKS = {
    "account-unknown": About(
        "Every account that a post names is in the settings.",
        "A post for an account that nobody set up would go nowhere.",
        "https://mergecast.example/checks/account-unknown",
    ),
    "alt-text-missing": About("Every image says what it shows."),
}


def _at(path: str, line: int, of: str, *, to: str | None = None) -> Span:
    """The span of ``of`` (up to the end of ``to``) in a line of a sample file."""
    text = TEXTS[path].splitlines()[line - 1]
    start = text.index(of)
    end = text.index(to) + len(to) if to else start + len(of)
    return Span(line, start + 1, line, end + 1)


FINDINGS = (
    Finding(
        "account-unknown",
        Severity.ERROR,
        LAUNCH,
        _at(LAUNCH, 2, "acmee"),
        "account 'acmee' is not in mergecast.yaml",
        "did you mean 'acme'?",
        Edit(Place(LAUNCH, ("accounts", 1)), "acme"),
    ),
    Finding(
        "text-too-long",
        Severity.ERROR,
        LAUNCH,
        _at(LAUNCH, 5, "记在 git 里", to="发了没有”。"),
        "the text takes 296 of 280 characters on x (acme)",
        "cut 16 characters; what is marked does not fit",
    ),
    Finding(
        "alt-text-missing",
        Severity.WARNING,
        LAUNCH,
        _at(LAUNCH, 7, "file: media/launch.png"),
        "image 'media/launch.png' has no alt text",
        "add 'alt:' and say what there is to see",
    ),
    Finding(
        "tab-indentation",
        Severity.ERROR,
        LAUNCH,
        Span(8, 1, 8, 2),
        "a tab cannot indent YAML",
        "use two spaces",
        Edit(Place(LAUNCH, span=Span(8, 1, 8, 2)), "  "),
    ),
    Finding(
        "link-dangerous",
        Severity.ERROR,
        FAMILY,
        _at(FAMILY, 4, "http://192.168.0.1/klik"),
        "the link 'http://192.168.0.1/klik' leads to a private address, which no reader"
        " can open",
        "use the public address of the page, or leave the link out of the text",
    ),
    Finding(
        "emoji-density",
        Severity.INFO,
        FAMILY,
        _at(FAMILY, 4, "👨‍👩‍👧‍👦"),
        "screen readers say 'family: man, woman, girl, boy' here",
    ),
    Finding(
        "invisible-character",
        Severity.ERROR,
        EID,
        _at(EID, 4, "\u200b"),
        "an invisible character (U+200B) stands in 'بخير\u200b'",
        "delete it",
        Edit(Place(EID, ("text",), within=(16, 17)), ""),
    ),
    Finding(
        "review-date-stale",
        Severity.INFO,
        TEAM,
        TOP,
        "nobody has looked at this file for 200 days; ask @mei or see #12",
        kind=FindingClass.PROCESS,
    ),
)

REPORT = Report(
    tuple(in_reading_order(FINDINGS)),
    checked=41,
    texts=TEXTS.get,
    known=CHECKS.get,
    version="0.1.0",
)
