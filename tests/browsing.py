"""A real browser for tests of pages: the machine's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    f"none of {', '.join(NAMES)} is installed; scripts/install_browser.sh does that"
)
WIDE = "document.documentElement.scrollWidth - window.innerWidth"
_GRAVE = {"serious", "critical"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window; where there is none, tests are skipped."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(f"{MISSING}, and CI is set")
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - 0.2 s, for few tests

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, chromium_sandbox=False, args=["--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


def heard(page: Page) -> list[str]:
    """A list that fills with all that the page's console says, and its errors."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def grave(page: Page, *rules: str) -> list[str]:
    """What axe-core finds that keeps people out; only these rules, or all."""
    from axe_playwright_python.base import (  # type: ignore[import-untyped]  # noqa: PLC0415 - has no types; half a megabyte
        AXE_SCRIPT,
    )

    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    found = page.evaluate("options => axe.run(options)", options)
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]}"
        for each in found["violations"]
        if each["impact"] in _GRAVE
    ]
