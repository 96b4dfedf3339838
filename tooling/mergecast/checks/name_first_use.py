"""A name that needs it is introduced the first time.

Who reads a post for the first time does not know the name. Where styleguide/names.yaml
has a form for the `first` use, the first part that has the name has this form.

Passes::

    # styleguide/names.yaml
    names:
      - {write: mergecast, first: "mergecast, content as code"}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: mergecast, content as code, is out.

Fails::

    # styleguide/names.yaml
    names:
      - {write: mergecast, first: "mergecast, content as code"}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: mergecast is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import guided
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "name-first-use"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at the first use of each name with such a form."""
    names = context.workspace.guide.names
    for name in names.names if names is not None else ():
        if name.first is None:
            continue
        pattern = guided.pattern_of((name.write,))
        for wording in guided.wordings(post, context):
            if not guided.is_for(name.narrowed, wording, context):
                continue
            for route, text in guided.bodies(wording):
                uses = list(guided.found(pattern, text))
                if not uses:
                    continue
                start, end = uses[0]
                lead = name.first.find(name.write)
                begin = start - lead
                if text.value[max(begin, 0) :].startswith(name.first) and begin >= 0:
                    break
                yield Remark(
                    guided.place(post, route, start, end),
                    f"'{name.write}' is not introduced where it stands first",
                    hint=f"write '{name.first}'",
                )
                break
