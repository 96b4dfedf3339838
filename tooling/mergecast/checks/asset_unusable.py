"""No post shows an asset that may not be used.

An asset that expires before the post goes out, that has no licence, that was replaced,
or whose file was altered since its entry in styleguide/assets/ was made, cannot go
out.

Passes::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own
    expires: 2026-12-31
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own
    expires: 2026-10-31
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
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

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: none
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own
    replaced_by: media/loop.gif
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
from mergecast.model.guide import Asset
from mergecast.model.post import Post

ID = "asset-unusable"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at the entry of each file that is shown."""
    assets = context.workspace.guide.assets
    if not assets:
        return
    for media in media_of(post, context):
        asset = assets.get(media.file)
        if asset is None:
            continue
        fact = context.media.get(media.file)
        for message, hint in _reasons(post, asset, fact.sha256 if fact else None):
            yield Remark(file_of(post, media), message, hint=hint)


def _reasons(post: Post, asset: Asset, sha256: str | None) -> Iterator[tuple[str, str]]:
    day = (post.publish_at or "")[:10]
    if asset.expires is not None and day[:1].isdecimal() and asset.expires < day:
        yield (
            f"'{asset.file}' may be used until {asset.expires}",
            "show another file, or have the licence renewed",
        )
    if asset.licence == "none":
        yield f"'{asset.file}' has no licence", "show another file"
    if asset.replaced_by is not None:
        yield f"'{asset.file}' was replaced", f"show '{asset.replaced_by}'"
    if asset.sha256 and sha256 is not None and asset.sha256 != sha256:
        yield (
            f"'{asset.file}' is not the file that '{asset.path}' is about",
            "put the old file back, or look at its rights and empty sha256 there",
        )
