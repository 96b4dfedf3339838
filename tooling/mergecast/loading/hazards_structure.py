"""Hazards of structure: what hides, repeats or multiplies values."""

from __future__ import annotations

from mergecast.findings import Severity
from mergecast.loading.hazard import Hazard
from mergecast.loading.limits import MAX_DEPTH, MAX_NODES

_ERROR = Severity.ERROR

STRUCTURE = (
    Hazard(
        "duplicate-key",
        _ERROR,
        "a key is given twice",
        "Most YAML programs silently take the last one, so a reviewer who reads the "
        "first approves something else.",
        "text: hello\n",
        "text: hello\ntext: evil\n",
    ),
    Hazard(
        "second-document",
        _ERROR,
        "a second document in the file",
        "A line `---` or `...` ends the document. What follows would not be read.",
        "---\ntext: hello\n",
        "text: hello\n---\ntext: evil\n",
    ),
    Hazard(
        "yaml-directive",
        _ERROR,
        "an order to the parser",
        "Lines that begin with % change how the rest is read.",
        "text: 5 % off\n",
        "%YAML 1.1\n---\ntext: hello\n",
    ),
    Hazard(
        "yaml-anchor",
        _ERROR,
        "an anchor",
        "`&name` marks a value for use elsewhere; what a reviewer reads in one place "
        "then decides what is published in another.",
        "text: fish & chips\n",
        "text: &greeting hello\n",
    ),
    Hazard(
        "yaml-alias",
        _ERROR,
        "an alias",
        "`*name` stands for a value from elsewhere. Nested, a few lines of them become "
        "gigabytes.",
        'text: "*hello* world"\n',
        "text: *greeting\n",
    ),
    Hazard(
        "merge-key",
        _ERROR,
        "a merge key",
        "`<<` mixes in the keys of another mapping, and the same key may then come "
        "from two places.",
        "text: we << you\n",
        "variants:\n  <<: {text: hello}\n",
    ),
    Hazard(
        "yaml-tag",
        _ERROR,
        "a tag",
        "`!!str` and its like tell the parser to make something else of a value than "
        "it looks like.",
        "text: Hello! World!\n",
        "text: !!binary aGVsbG8=\n",
    ),
    Hazard(
        "complex-key",
        _ERROR,
        "a key that is more than a word",
        "YAML allows lists, mappings and whole texts as keys. Nothing here needs that.",
        "text: hello\n",
        "? text\n: hello\n",
    ),
    Hazard(
        "empty-key",
        _ERROR,
        "a key without a name",
        "A line that begins with a colon or empty quotes has a key that is nothing.",
        "text: hello\n",
        '"": hello\n',
    ),
    Hazard(
        "key-not-text",
        _ERROR,
        "a key that is a number, true, false or null",
        "Programs differ on what `1:` or `true:` is called. In quotes it is a word.",
        '"2026": hello\n',
        "2026: hello\n",
    ),
    Hazard(
        "too-deep",
        _ERROR,
        "values are nested too deep",
        f"At most {MAX_DEPTH} levels. Deep nesting makes some programs crash.",
        "text: hello\n",
        f"notes: {'[' * 40}{']' * 40}\n",
    ),
    Hazard(
        "too-many-values",
        _ERROR,
        "too many values in one file",
        f"At most {MAX_NODES:,}, counting keys, lists and mappings.",
        "accounts: [acme, acme-my]\n",
        f"accounts: [{'a,' * MAX_NODES}]\n",
    ),
)
