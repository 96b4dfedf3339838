"""The careful way through the front door: says everything that is wrong with a file.

Stage after stage, each only on what the one before let through: characters, events
(with the limits), keys and escapes, and at last what YAML silently does to texts.
"""

from __future__ import annotations

from itertools import islice

from mergecast.loading import characters, structure
from mergecast.loading.document import Document, Reading
from mergecast.loading.events import YAMLError
from mergecast.loading.hazards import HAZARDS
from mergecast.loading.nodes import Node, compose
from mergecast.loading.remarks import MOST, File, Said
from mergecast.loading.scalars import resolve
from mergecast.loading.surprises import surprises
from mergecast.loading.syntax import explain


def careful(path: str, text: str) -> Reading:
    """Read the text of one file and say what is wrong with it."""
    file = File(path, text)
    said = list(islice(characters.refused(file), MOST)) or _stream(file)
    if said:
        return Reading(None, tuple(said))
    root = compose(text)
    if root is None:
        # Nothing but comments, which may still hide something.
        found = tuple(islice(characters.hidden(file), MOST))
        return Reading(Document(path, text, None), found)
    said = list(islice(structure.keys(file, root), MOST))
    said += islice(structure.escapes(file, root), MOST)
    if said:
        return Reading(None, tuple(said))
    said = list(islice(surprises(file, root), MOST))
    if any(HAZARDS[hazard].refuses for hazard, _ in said):
        return Reading(None, tuple(said))
    return Reading(Document(path, text, data(root)), tuple(said))


def _stream(file: File) -> list[Said]:
    said: list[Said] = []
    try:
        for each in structure.stream(file):
            said.append(each)
            if len(said) == MOST:
                break
    except YAMLError as problem:
        said.append(explain(file, problem))
        said += islice(characters.hidden(file), MOST)
    return said


def data(node: Node) -> object:
    """The value of a node: of a tree without aliases, whose keys are all different."""
    if node.is_mapping:
        pairs = zip(node.keys, node.items, strict=True)
        return {key.value: data(item) for key, item in pairs}
    if node.is_list:
        return [data(item) for item in node.items]
    return node.value if node.style else resolve(node.value)
