"""Images have a size and ratio of ours.

What looks well on each network stands in styleguide/branding.yaml, under `images`: the
least width and height in pixels, and ratios (give or take one per cent).

Passes::

    # styleguide/branding.yaml
    images: {x: {width: 600, ratios: ["16:9"]}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/branding.yaml
    images: {x: {width: 1600}}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    media:
      - {file: media/launch.png, alt: A screen}
    text: It is out.

Fails::

    # styleguide/branding.yaml
    images: {x: {ratios: ["1:1"]}}
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
from mergecast.checks.basis.targets import file_of, shown
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "branding-image"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}

_NEAR = 0.01


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look at each image with each network that is to show it."""
    branding = context.workspace.guide.branding
    if branding is None:
        return
    for media, fact, network, _ in shown(post, context):
        rules = branding.images.get(network.ID)
        if rules is None or not fact.width or not fact.height:
            continue
        size = f"{fact.width} x {fact.height}"
        if fact.width < rules.width or fact.height < rules.height:
            least = f"{rules.width or 'any'} x {rules.height or 'any'}"
            yield Remark(
                file_of(post, media),
                f"'{media.file}' has {size} pixels, and {network.ID} gets {least}",
                hint="export it larger",
            )
        ratio = fact.width / fact.height
        wanted = [width / height for width, height in rules.ratios]
        if wanted and not any(abs(ratio / each - 1) <= _NEAR for each in wanted):
            fine = ", ".join(f"{width}:{height}" for width, height in rules.ratios)
            yield Remark(
                file_of(post, media),
                f"'{media.file}' has {size} pixels, which is none of {fine}",
                hint="crop it",
            )
