"""The one way in: bytes of a YAML file become a document, or remarks say why not.

What comes out agrees with PyYAML's safe loader, except that here

- only ``true``, ``false``, ``null`` and nothing at all are not text among the words:
  ``yes``, ``No``, ``on``, ``~``, ``TRUE`` and their relatives are text;
- only decimal numbers of up to 18 digits on each side of a point are numbers:
  ``010``, ``0x10``, ``0b1``, ``1_000``, ``+1``, ``1.``, ``.5``, ``1e5``, ``1.5e+3``,
  ``12:30`` and ``.inf`` are text, and so is a longer number;
- dates and times are text;
- ``=`` and ``<<`` are text as values (PyYAML has nothing for them), and ``[a?b]`` is a
  list of one text, as libyaml reads it (PyYAML's own scanner refuses it);
- keys are text, each there once; what else YAML allows as a key is refused;
- anchors, aliases, merge keys, tags, directives, second documents, ``? key``, the
  characters and sizes named in ``loading.hazards`` are refused.
"""

from __future__ import annotations

from mergecast.loading.document import Document, Reading
from mergecast.loading.quick import DoubtError, quick


def read(path: str, raw: bytes) -> Reading:
    """Read one file; whatever the bytes are, nothing is raised.

    Nearly all of 100,000 files are clean and take the quick way.
    """
    try:
        text = raw.decode()
        return Reading(Document(path, text, quick(raw, text)))
    except (UnicodeDecodeError, DoubtError):
        return _carefully(path, raw)


def _carefully(path: str, raw: bytes) -> Reading:
    from mergecast.loading.careful import careful  # noqa: PLC0415 - only on doubt
    from mergecast.loading.decoding import decode  # noqa: PLC0415 - only on doubt

    decoded = decode(path, raw)
    if isinstance(decoded, str):
        return careful(path, decoded)
    return Reading(None, (decoded,))
