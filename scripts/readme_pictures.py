"""Make the pictures of the README: `.venv/bin/python scripts/readme_pictures.py`.

It needs Chromium on the PATH, and fonts for what the demo says (on Debian and Ubuntu:
``apt-get install chromium fonts-dejavu fonts-noto-cjk fonts-noto-color-emoji``). The
pictures are checked in under ``docs/pictures/``; make them anew when the output of
``mergecast check`` or the sandbox's page has changed to the eye.

Two show the demo's own posts: what a draft with mistakes is told, and the timeline
after it was mended, approved and published. Two show this repository's sample quarter
as `mergecast pages build` does, with a team at work (`sample_team.py`): a month of its
calendar, and its board.
"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Literal

from PIL import Image
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from sample_team import TODAY, at_work

from mergecast.cli.views.paging import made
from mergecast.cli.views.site_facts import Shown
from mergecast.demo.stage import ACCOUNT, CONTENT
from mergecast.demo.story import MORNING, tell
from mergecast.sandbox.server import start

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
_SHOWN = """Promise.all([...document.images]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().top < 980)
  .map((each) => each.decode()))"""
COLUMNS = 86
SCALE = 2
MOST_BYTES = 150_000

THEME = TerminalTheme(
    (24, 28, 38),
    (214, 220, 232),
    [
        (24, 28, 38),
        (240, 113, 120),
        (145, 203, 125),
        (250, 196, 107),
        (115, 180, 250),
        (200, 150, 250),
        (110, 205, 215),
        (214, 220, 232),
    ],
)
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0 }}
.window {{ display: inline-block; background: #181c26; border-radius: 10px;
  padding: 14px 22px 18px }}
.lights {{ display: flex; gap: 8px; margin-bottom: 14px }}
.lights i {{ width: 12px; height: 12px; border-radius: 50%; background: #3b4252 }}
pre {{ margin: 0; color: #d6dce8;
  font: 15px/1.42 "DejaVu Sans Mono", "Noto Color Emoji", "Noto Sans Mono CJK SC",
  monospace }}
</style><div class="window"><div class="lights"><i></i><i></i><i></i></div>
<pre>{code}</pre></div>
"""


def main() -> int:
    """Make all pictures."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("chromium is not on the PATH; see the top of this script")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mergecast-pictures-") as name:
        folder = Path(name)
        page = folder / "check.html"
        page.write_text(as_page(refused_draft(folder / "draft")), "utf-8")
        picture(browser, page.as_uri(), PICTURES / "check.png", (1100, 900))
        shown = folder / "demo"
        shown.mkdir()
        tell(shown, lambda _line: None, colour=False)
        at = MORNING + timedelta(hours=2)
        database = shown / "sandbox.sqlite"
        with start(database, accounts=(ACCOUNT,), now=lambda: at) as sandbox:
            target = PICTURES / "timeline.png"
            picture(browser, f"{sandbox.url}/", target, (680, 884))
        sample_pages(browser, folder / "sample")
    return 0


def sample_pages(browser: str, folder: Path) -> None:
    """Photograph the calendar in the light and the board in the dark."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for pages

    folder.mkdir()
    team, site = at_work(folder), folder / "site"
    session = team.session(TODAY)
    for files in made(session, Shown(language="en", team=True)):
        for name, content in files.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(content)
    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=browser, chromium_sandbox=False
        )
        window = running.new_context(
            device_scale_factor=1.5,
            timezone_id="Asia/Kuala_Lumpur",
            viewport={"width": 1240, "height": 980},
        )
        window.clock.set_fixed_time(TODAY)
        page = window.new_page()
        for name in ("calendar", "board"):
            look: Literal["dark", "light"] = "dark" if name == "board" else "light"
            page.emulate_media(color_scheme=look, reduced_motion="reduce")
            address = "index" if name == "calendar" else name
            page.goto((site / f"{address}.html").as_uri())
            page.evaluate(_SHOWN)
            page.screenshot(path=PICTURES / f"{name}.png")
            smaller(PICTURES / f"{name}.png")
        running.close()


def refused_draft(folder: Path) -> str:
    """What a terminal shows when the demo's first draft is checked."""
    post = folder / "calendar" / "2026" / "11" / "24-launch.yaml"
    post.parent.mkdir(parents=True)
    media = folder / "calendar" / "media"
    media.mkdir()
    shutil.copyfile(CONTENT / "mergecast.yaml", folder / "mergecast.yaml")
    shutil.copyfile(CONTENT / "draft.yaml", post)
    shutil.copyfile(CONTENT / "launch.png", media / "launch.png")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    command = ["--now", MORNING.isoformat(), "-C", os.fspath(folder), "check"]
    return on_a_terminal([sys.executable, "-m", "mergecast", *command])


def on_a_terminal(command: list[str]) -> str:
    """What a command prints where someone watches, colours included."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as running:
        os.close(theirs)
        heard = b""
        while True:
            try:
                more = os.read(ours, 65_536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not more:
                break
            heard += more
        running.wait()
    os.close(ours)
    return heard.decode("utf-8").replace("\r\n", "\n")


def as_page(output: str) -> str:
    """Terminal output as a page with one window."""
    console = Console(record=True, width=COLUMNS + 4, file=open(os.devnull, "w"))  # noqa: PTH123, SIM115 - rich wants a file to throw away
    prompt = Text.from_ansi("\033[32m$\033[0m \033[1mmergecast check\033[0m")
    console.print(prompt)
    console.print(Text.from_ansi(output.rstrip("\n")))
    return console.export_html(theme=THEME, code_format=PAGE, inline_styles=True)


def picture(browser: str, url: str, target: Path, size: tuple[int, int]) -> None:
    """Photograph a page, cut off what shows nothing, and keep the file small.

    What a page leaves empty stays see-through, for readers in the dark.
    """
    width, height = size
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--default-background-color=00000000",
        f"--force-device-scale-factor={SCALE}",
        f"--window-size={width},{height}",
        f"--screenshot={target}",
        url,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    smaller(target)


def smaller(target: Path) -> None:
    """Cut off what shows nothing, and take fewer colours."""
    with Image.open(target) as taken:
        shot = taken.convert("RGBA")
    shot = shot.crop(shot.getchannel("A").getbbox())
    if shot.getchannel("A").getextrema() == (255, 255):
        fewer = shot.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    else:  # the only method that keeps what is see-through
        fewer = shot.quantize(256, Image.Quantize.FASTOCTREE)
    fewer.save(target, optimize=True)
    size_now = target.stat().st_size
    print(f"{target.name}: {shot.width}x{shot.height}, {size_now:,} bytes")
    if size_now > MOST_BYTES:
        raise SystemExit(f"{target.name} is larger than {MOST_BYTES:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
