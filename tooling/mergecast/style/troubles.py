"""What can be wrong with the style guide's rules themselves, in one table.

`mergecast explain ID` reads it, and its examples (files of a rule) run as tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mergecast.findings import Severity

_FINE = """\
extends: existence
message: "Leave out '%s'"
level: warning
tokens: [obviously, simply]
"""


@dataclass(frozen=True, slots=True)
class RuleTrouble:
    """One line of the table; ``passes`` and ``fails`` are files of one rule."""

    id: str
    severity: Severity
    title: str
    explanation: str
    fails: str
    passes: str = _FINE


_ALL = (
    RuleTrouble(
        "rule-unreadable",
        Severity.ERROR,
        "A file of rules can be read",
        "Files in styleguide/rules/ are plain UTF-8 YAML of up to 2 MB with one "
        "mapping. They are read more freely than posts, so that packages run as they "
        "are: all values are texts, in any quotes. Anchors, aliases and a second "
        "document are refused, and so is a key that stands there twice: nobody sees "
        "which one counts.",
        "extends: existence\nmessage: a\nmessage: b\ntokens: [so]\n",
    ),
    RuleTrouble(
        "rule-invalid",
        Severity.ERROR,
        "A rule can run",
        "A rule without what its type needs, with a value that makes no sense or with "
        "a pattern that cannot be read would silently find nothing.",
        "extends: existence\nmessage: \"Leave out '%s'\"\ntokens: ['(so']\n",
    ),
    RuleTrouble(
        "rule-refused",
        Severity.WARNING,
        "A rule is of a type that is run here",
        "The types `sequence` (parts of speech) and `script` (programs) are not run. "
        "The rest of a package runs without them; `off` in the package's own file "
        "says that somebody knows.",
        'extends: script\nmessage: Too long\nscript: |\n  text := import("text")\n',
    ),
    RuleTrouble(
        "rule-without-dictionary",
        Severity.WARNING,
        "A rule about spelling has a dictionary",
        "Dictionaries and lists of words are files in "
        "styleguide/rules/config/dictionaries/: Hunspell's `.dic` with its `.aff`, or "
        "a `.txt` with a word a line. None is built in.",
        "extends: spelling\nmessage: \"Did you really mean '%s'?\"\n",
    ),
    RuleTrouble(
        "rule-key-unknown",
        Severity.WARNING,
        "A rule has no key that nothing reads",
        "A misspelt key would change nothing, and nobody would notice.",
        _FINE + "ignorcase: true\n",
    ),
    RuleTrouble(
        "rule-never-applies",
        Severity.INFO,
        "A rule is about something that posts have",
        "Packages for documents have rules about headings, tables or lists. Posts "
        "have none, so these rules never find anything here.",
        "extends: existence\nmessage: No stop here\nscope: heading\n"
        "nonword: true\ntokens: ['\\.$']\n",
    ),
    RuleTrouble(
        "rule-too-slow",
        Severity.WARNING,
        "A rule needs no more than a second for a text",
        "Patterns with lookaround or backreferences can take for ever on some texts. "
        "One that takes longer than a second on one text is left out for the "
        "rest of that run, which then says less than it seems to.",
        "extends: existence\nmessage: Slow\nraw: ['(x+x+)+y(?<!y)']\n",
    ),
    RuleTrouble(
        "rule-example-wrong",
        Severity.ERROR,
        "A rule finds its bad examples, and nothing in its good ones",
        "Examples say what a rule is for, and test it: a change of the rule that "
        "breaks them is seen at once. They stand in the rule, or for a package that "
        "is to stay as it came in `styleguide/rules/<Package>.yaml`.",
        "extends: existence\nmessage: \"Leave out '%s'\"\ntokens: [simply]\n"
        "examples: {good: [Simply merge it.], bad: [Just simply merge it.]}\n"
        "ignorecase: true\n",
        _FINE + "examples: {good: [Merge it.], bad: [Just simply merge it.]}\n",
    ),
    RuleTrouble(
        "rule-file-unread",
        Severity.WARNING,
        "Every file beside the rules is read",
        "Rules end in `.yml`; what ends in `.yaml` in a package's folder is none. "
        "`styleguide/rules/<Package>.yaml` may name only rules that the package has.",
        "# styleguide/rules/House/Fillers.yaml\n" + _FINE,
    ),
)

TROUBLES: Final[Mapping[str, RuleTrouble]] = {each.id: each for each in _ALL}
"""The table, by id."""
