"""Assets carry the mark.

With `mark: needed` in styleguide/branding.yaml each asset that a post shows says where
it carries the watermark, border or logo, or why it does not.

Passes::

    # styleguide/branding.yaml
    mark: needed
    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own
    mark: logo
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/branding.yaml
    mark: needed
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
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis.targets import file_of, media_of
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "asset-unmarked"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at the mark of each asset that is shown."""
    guide = context.workspace.guide
    if guide.branding is None or not guide.branding.mark_needed:
        return
    for media in media_of(post, context):
        asset = guide.assets.get(media.file)
        if asset is not None and asset.mark is None:
            yield Remark(
                file_of(post, media),
                f"'{asset.path}' does not say where '{media.file}' carries our mark",
                hint="add 'mark' there",
            )
