"""Whose work it is stands in the text.

Somebody who lets us show their work is named as they want to be: `credit` of `source`
appears in the words of every account, or in the description of the image.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    source: {kind: ugc, consent: "https://example.org/1", credit: "@fan"}
    text: It is out. By @fan.

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    source: {kind: ugc, consent: "https://example.org/1", credit: "@fan"}
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.guided import wordings
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "credit-missing"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"source"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for the credit in each wording."""
    source = post.data.get("source")
    credit = source.get("credit") if isinstance(source, dict) else None
    if not isinstance(credit, str):
        return
    for wording in wordings(post, context):
        said = [part.text for part in wording.parts]
        said += [media.alt for part in wording.parts for media in part.media]
        if not any(credit.casefold() in each.casefold() for each in said):
            names = ", ".join(f"'{each}'" for each in wording.accounts)
            yield Remark(
                post.span("source", "credit"),
                f"on {names} nothing says '{credit}'",
                hint="name them in the text",
            )
