"""Images tell nothing but their picture.

Cameras and programs write more into a file: who made it and with which camera, a small
copy that still shows what was cut away, the prompt of a generated image, a comment in a
GIF, a whole video behind a photo. A position has a check of its own:
`media-tells-place`.

``mergecast check --fix`` takes all of it out of JPEG, PNG, WebP and GIF files: pixels
and colours are not touched, and a turned photo stays turned. The file is another one
then, so posts that show it need approval anew. Where a name is meant to be there, say
so with ``ignore:``.

Passes::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/launch.png, alt: A merged pull request turning into a post}

Fails::

    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: It is out.
    media:
      - {file: media/office.jpg, alt: The team in front of its office}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import MEDIA_DOUBT, Context, Options, Traits
from mergecast.checks.basis.stripping import telling
from mergecast.findings import Remark, Severity
from mergecast.model.media import Tells
from mergecast.model.post import Post

ID = "media-tells-more"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}

_MORE = frozenset(Tells) - {Tells.PLACE}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for names, numbers and hidden copies in what the images carry."""
    return telling(post, context, _MORE)
