"""No image carries the position at which it was taken.

Phones write it into every photo (GPS, in Exif or XMP). Networks take it out of what
they show, but whoever can read the repository can read it: of the office, of somebody's
home, of a person who asked not to be found.

``mergecast check --fix`` takes it out of JPEG, PNG and WebP files, with all else that
is no picture: the pixels and colours are not touched, and a turned photo stays turned.
The file is another one then, so posts that show it need approval anew. What is in the
history of the repository already stays there.

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

ID = "media-tells-place"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({MEDIA_DOUBT})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for positions in what the images carry."""
    return telling(post, context, {Tells.PLACE})
