"""No program lies among the content.

The folders calendar/, styleguide/ and playbooks/ hold words and images, which people
review as such. A Python file there would be run by accident: `import calendar` finds
the calendar of posts before Python's own, and every tool that starts in this repository
breaks, or does what the file says. Programs live under tooling/.

Passes::

    # tooling/mergecast/calendar_view.py
    print("hello")

Fails::

    # calendar/__init__.py
    print("hello")

Fails::

    # playbooks/scripts/notify.py
    print("hello")
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Options
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "content-python"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_FOLDERS = ("calendar", "styleguide", "playbooks")
# What the import system of Python takes for a module, whatever its case on disk.
_ENDINGS = (".py", ".pyc", ".pyd", ".pyi", ".pyw", ".so")


def check(path: str, text: str) -> Iterable[Remark]:
    """Report what Python would import from the content, or as ``calendar``."""
    del text
    top, _, rest = path.partition("/")
    if not path.lower().endswith(_ENDINGS):
        return ()
    shadow = not rest and top.startswith("calendar.")
    if top not in _FOLDERS and not shadow:
        return ()
    return (
        Remark(
            Place(path),
            f"'{path}' is a program among the content",
            hint="move it under tooling/, or remove it",
        ),
    )
