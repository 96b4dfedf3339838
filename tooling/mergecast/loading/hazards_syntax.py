"""Hazards of syntax: what YAML cannot read, or reads as letters."""

from __future__ import annotations

from mergecast.findings import Severity
from mergecast.loading.hazard import Hazard

_ERROR = Severity.ERROR

SYNTAX = (
    Hazard(
        "colon-in-text",
        _ERROR,
        "a colon inside an unquoted text",
        "A colon with a space after it makes a key of what stands before it.",
        'text: "Reminder: we close at six"\n',
        "text: Reminder: we close at six\n",
    ),
    Hazard(
        "special-start",
        _ERROR,
        "a text begins with one of YAML's own signs",
        "@ ` % * & ! | > [ ] { } and - have a meaning at the beginning of a value.",
        'text: "@acme says hello"\n',
        "text: @acme says hello\n",
    ),
    Hazard(
        "text-after-quote",
        _ERROR,
        "something follows a closing quote",
        "A text that begins with a quote ends at the next one.",
        "text: |\n  'It's here', she said\n",
        "text: 'It's here', she said\n",
    ),
    Hazard(
        "unclosed-quote",
        _ERROR,
        "a quote that is not closed",
        "The parser reads on to the next quote, wherever that is.",
        'text: "hello"\nowner: mei\n',
        'text: "hello\nowner: mei\n',
    ),
    Hazard(
        "unclosed-bracket",
        _ERROR,
        "a bracket that is not closed",
        "A value that begins with [ is a list, and with { a mapping, up to the bracket "
        "that closes it.",
        "accounts: [acme, acme-my]\n",
        "accounts: [acme, acme-my\nowner: mei\n",
    ),
    Hazard(
        "bad-escape",
        _ERROR,
        "a backslash that means nothing",
        'Between double quotes a backslash gives the next letter a meaning: "\\n" is a '
        "line break. Few letters have one.",
        "text: 'C:\\dir'\n",
        'text: "C:\\dir"\n',
    ),
    Hazard(
        "text-beside-bar",
        _ERROR,
        "words beside | or >",
        "A text under | or > begins on the next line.",
        "text: |\n  hello\n",
        "text: | hello\n",
    ),
    Hazard(
        "missing-space",
        _ERROR,
        "no space after a colon or dash",
        "`text:hello` is one word to YAML, and so is `-hello`.",
        "owner: mei\ntext: hello\n",
        "owner: mei\ntext:hello\n",
    ),
    Hazard(
        "missing-colon",
        _ERROR,
        "a line that is neither key nor text",
        "Every line is a key with its value, an item of a list, or part of a text that "
        "is indented under its key.",
        "owner: mei\ntext: |\n  hello\n  world\n",
        "owner: mei\nhello world\n",
    ),
    Hazard(
        "wrong-indentation",
        _ERROR,
        "a line is indented unlike the others",
        "Indentation says what belongs to what. The lines of one text, and the keys of "
        "one mapping, begin in the same column.",
        "text: |\n  hello\n  world\n",
        "text: |\n    hello\n  world\n",
    ),
    Hazard(
        "tab-indentation",
        _ERROR,
        "a tab in the indentation",
        "YAML allows only spaces there: a tab is as wide as each editor likes.",
        "media:\n  - file: media/a.png\n",
        "media:\n\t- file: media/a.png\n",
    ),
    Hazard(
        "tab-after-key",
        Severity.WARNING,
        "a tab after a key",
        "Nothing is lost, but other programs may read it otherwise.",
        "text: hello\n",
        "text:\thello\n",
        refuses=False,
    ),
    Hazard(
        "full-width-syntax",
        _ERROR,
        "a full-width sign in place of YAML's",
        "：，－【】｜ are letters to the parser, even where they look like : , - [] |.",
        "text: 你好：世界\n",
        "owner: mei\ntext：你好\n",
    ),
    Hazard(
        "curly-quotes",
        _ERROR,
        "curly quotes in place of straight ones",
        "“ ” and their relatives are letters to the parser. Word processors and "
        "Chinese keyboards write them.",
        'owner: "mei"\n',
        "owner: “mei”\n",
    ),
    Hazard(
        "odd-space",
        _ERROR,
        "a space that is none",
        "No-break spaces (from web pages) and ideographic spaces (from Chinese "
        "keyboards) look like spaces and are letters to the parser.",
        "variants:\n  bluesky:\n    text: hello\n",
        "owner: mei\n\u3000\u3000text: hello\n",
    ),
    Hazard(
        "yaml-syntax",
        _ERROR,
        "the file is no YAML",
        "The parser cannot go on here, and the reason is none of the usual ones.",
        "text: |2\n    hello\n",
        f"{'long' * 300}: hello\n",
    ),
)
