"""Media files have names that everyone can type.

With `file_names: kebab-case` in styleguide/branding.yaml they are lower-case letters,
digits and hyphens, so that they can be found, sorted and linked anywhere.

Passes::

    # styleguide/branding.yaml
    file_names: kebab-case
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/branding.yaml
    file_names: kebab-case
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/Launch Final.png, alt: A screen}
    text: It is out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "branding-file-name"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_KEBAB = re.compile(rf"(?:{_NAME}/)*{_NAME}\.[a-z0-9]+")


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at the name of each file."""
    branding = context.workspace.guide.branding
    if branding is None or not branding.kebab_case:
        return
    for media in media_of(post, context):
        if not _KEBAB.fullmatch(media.file):
            yield Remark(
                file_of(post, media),
                f"'{media.file}' is no name of lower-case letters, digits and hyphens",
                hint="rename the file, here and on disk",
            )
