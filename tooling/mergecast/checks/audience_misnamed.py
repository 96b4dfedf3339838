"""The people we write for are called what the style guide says.

What customers are called tells what they are to us. The words that we do not use are
in styleguide/names.yaml, under `audience`. Whole words are meant, in any letter case.

Passes::

    # styleguide/names.yaml
    audience:
      - {call: editors, never: [users]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: For editors everywhere.

Fails::

    # styleguide/names.yaml
    audience:
      - {call: editors, never: [users]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: For Users everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "audience-misnamed"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for every word that is not ours."""
    names = context.workspace.guide.names
    for entry in names.audience if names is not None else ():
        pattern = guided.pattern_of(entry.never, ignorecase=True)
        for wording in guided.wordings(post, context):
            if not guided.is_for(entry.narrowed, wording, context):
                continue
            for route, text in guided.texts_of(wording):
                for start, end in guided.found(pattern, text):
                    yield Remark(
                        guided.place(post, route, start, end),
                        f"we do not call them '{text.value[start:end]}'",
                        hint=f"write '{entry.write}'",
                    )
