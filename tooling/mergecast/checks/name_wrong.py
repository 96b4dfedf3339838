"""Names are written as the style guide has them.

A name that is written three ways is three names, to readers and to search. The forms
that are wrong stand in styleguide/names.yaml under `never`, in the letters that are
wrong there. `check --fix` writes the right one.

Passes::

    # styleguide/names.yaml
    names:
      - {write: mergecast, never: [MergeCast]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: mergecast is out.

Fails::

    # styleguide/names.yaml
    names:
      - {write: mergecast, never: [MergeCast]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: MergeCast is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import guided
from mergecast.findings import Edit, Remark, Severity
from mergecast.model.guide import Name
from mergecast.model.post import Post
from mergecast.style.text import Text

ID = "name-wrong"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for every wrong form of every name."""
    names = context.workspace.guide.names
    if names is None:
        return
    for wording in guided.wordings(post, context):
        wanted = [
            name
            for name in names.names
            if name.never and guided.is_for(name.narrowed, wording, context)
        ]
        for name in wanted:
            yield from _wrong(post, guided.texts_of(wording), name)


def _wrong(post: Post, texts: guided.Texts, name: Name) -> Iterator[Remark]:
    pattern = guided.pattern_of(name.never)
    # A handle is looked for where handles are; other names are none of theirs.
    open_ones = name.write.startswith("@")
    for route, veiled in texts:
        text = Text(veiled.value) if open_ones else veiled
        for start, end in guided.found(pattern, text):
            place = guided.place(post, route, start, end)
            reason = f", because: {name.because}" if name.because else ""
            yield Remark(
                place,
                f"'{text.value[start:end]}' is not how we write the name{reason}",
                hint=f"write '{name.write}'",
                fix=Edit(place, name.write),
            )
