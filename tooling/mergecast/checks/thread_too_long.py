r"""A thread has no more parts than its network takes.

On X that is 25, what its app lets people write at once.

Passes::

    id: lessons
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    thread:
      - Three things we learned.
      - "One: review early."
      - "Two: merge small."

Fails::

    id: lessons
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    thread:
      [One, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve,
      thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty,
      twenty-one, twenty-two, twenty-three, twenty-four, twenty-five, twenty-six]
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.source import Place

ID = "thread-too-long"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Count the parts that each account gets."""
    if len(post.parts) == 1 and not post.variants:
        return
    seen = set()
    for parts, network, _, limits in targets(post, context):
        most = limits.thread_parts
        if len(parts) <= most or (parts[most].route, network.ID) in seen:
            continue
        seen.add((parts[most].route, network.ID))
        yield Remark(
            Place(post.path, parts[most].route),
            f"the thread has {len(parts)} parts; {network.NAME} takes at most {most}",
            hint="join short parts, or make two threads of it",
        )
