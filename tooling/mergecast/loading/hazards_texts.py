"""Hazards of texts: valid YAML that publishes something else than one thinks."""

from __future__ import annotations

from mergecast.findings import Severity
from mergecast.loading.hazard import Hazard

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

TEXTS = (
    Hazard(
        "comment-cuts-text",
        _ERROR,
        "a # cuts the text",
        "In an unquoted text, everything from a # with a space before it is a comment: "
        "this post would say only `We are number`.",
        'text: "We are number #1"\n',
        "text: We are number #1\n",
        refuses=False,
    ),
    Hazard(
        "comment-without-space",
        _WARNING,
        "a # that may not be meant as a comment",
        "`#team` after a value is a comment, and lost. A comment has a space after its "
        "#, so that nobody wonders.",
        "owner: mei # until May\n",
        "owner: mei #social-team\n",
        refuses=False,
    ),
    Hazard(
        "text-became-key",
        _ERROR,
        "a colon makes a key of a text",
        "`- Note: hello` in a thread is a mapping with the key `Note`, not a text.",
        'thread:\n  - "Note: hello"\n',
        "thread:\n  - Note: hello\n",
    ),
    Hazard(
        "folded-list",
        _ERROR,
        "the lines of a list become one",
        "Lines of an unquoted or quoted text, and of a text under `>`, are joined with "
        "spaces: a list loses its lines. Under `|` they stay.",
        "text: |\n  Today:\n  - review\n  - merge\n",
        "text: >\n  Today:\n  - review\n  - merge\n",
        refuses=False,
    ),
    Hazard(
        "folded-lines",
        _WARNING,
        "the lines of a text become one",
        "An unquoted or quoted text over several lines is published as one line. That "
        "may be meant; `|` keeps lines, and `>` says that they are to be joined.",
        "text: |\n  first line\n  second line\n",
        "text: first line\n  second line\n",
        refuses=False,
    ),
    Hazard(
        "folded-chinese",
        _WARNING,
        "a line break becomes a space in Chinese",
        "Where lines are joined, a space takes the place of the break, and Chinese or "
        "Japanese is written without spaces.",
        "text: |\n  合并即发布，\n  审核即批准。\n",
        "text: >\n  合并即发布，\n  审核即批准。\n",
        refuses=False,
    ),
    Hazard(
        "folded-indentation",
        _WARNING,
        "indented lines under >",
        "Under `>` lines are joined, but not those that are indented further.",
        "text: |\n  Today\n    review\n",
        "text: >\n  Today\n    review\n    merge\n",
        refuses=False,
    ),
    Hazard(
        "kept-line-breaks",
        Severity.INFO,
        "line breaks that are kept for nothing",
        "`|+` keeps the line breaks at the end of a text. None are ever published.",
        "text: |\n  hello\n",
        "text: |+\n  hello\n\n",
        refuses=False,
    ),
    Hazard(
        "trailing-spaces",
        _WARNING,
        "spaces at the end of a line",
        "Under `|` and `>` they are part of the text, and nobody sees them.",
        "text: |\n  hello\n  world\n",
        "text: |\n  hello  \n  world\n",
        refuses=False,
    ),
    Hazard(
        "tab-in-text",
        _WARNING,
        "a tab in a text",
        "It is part of the text, and every network shows it differently.",
        "text: |\n  hello   world\n",
        "text: |\n  hello\tworld\n",
        refuses=False,
    ),
    Hazard(
        "odd-space-in-text",
        _WARNING,
        "a text begins with a no-break space",
        "It came along by copying, and will be published.",
        "text: hello\n",
        "text: \u00a0hello\n",
        refuses=False,
    ),
    Hazard(
        "curly-quotes-in-text",
        _WARNING,
        "curly quotes around a text",
        "“Straight quotes” would be YAML's; curly ones are part of the text, and "
        "will be published.",
        "text: She said “hello”.\n",
        "text: “hello”\n",
        refuses=False,
    ),
    Hazard(
        "marker-in-text",
        _ERROR,
        "an instruction to mergecast inside a text",
        "A comment under `|` is no comment: it is published, and changes nothing. "
        "What is to be ignored stands under `ignore:`.",
        "text: |\n  hello #mergecast\n",
        "text: |\n  hello\n  # mergecast: ignore[alt-text-missing]\n",
        refuses=False,
    ),
)
