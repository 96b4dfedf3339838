"""Of every media file it is known whose it is.

With `assets: needed` in styleguide/branding.yaml each file that a post shows has a file
in styleguide/assets/: owner, licence, consent, until when.

Passes::

    # styleguide/branding.yaml
    assets: needed
    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/branding.yaml
    assets: needed
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "asset-unregistered"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look each file up among the assets."""
    guide = context.workspace.guide
    if guide.branding is None or not guide.branding.assets_needed:
        return
    for media in media_of(post, context):
        if media.file not in guide.assets:
            yield Remark(
                file_of(post, media),
                f"nothing in styleguide/assets/ says whose '{media.file}' is",
                hint="add a file there with file, sha256, owner and licence",
            )
