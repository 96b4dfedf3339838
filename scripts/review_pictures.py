"""Show review comments as a forge does: `.venv/bin/python scripts/review_pictures.py`.

Takes the goldens of ``tests/golden/review``, renders them with GitHub's own Markdown
(cmark-gfm), and photographs each at the width of a phone and of a desk, into
``docs/pictures/review/`` or the folder that is named. It needs Chromium on the PATH and
fonts as ``readme_pictures.py`` does.

It fails where a comment has to be scrolled sideways.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

ROOT = Path(__file__).parent.parent
GOLDENS = ROOT / "tests" / "golden" / "review"
WIDTHS = (360, 900)
TALLEST = 6000
COLOURS = 64
GOLDEN = "golden"
"""The note in a picture: the SHA-256 of the golden that it shows."""
# A comment keeps its line breaks (a README does not), and may hold some HTML.
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_HARDBREAKS

PAGE = """<!doctype html><meta charset="utf-8"><style>
html {{ background: #fff; overflow-x: auto }}
body {{ margin: 0; padding: 8px; color: #1f2328;
  font: 14px/1.5 "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic",
    "Noto Color Emoji", sans-serif }}
article {{ border: 1px solid #d1d9e0; border-radius: 6px }}
header {{ background: #f6f8fa; border-bottom: 1px solid #d1d9e0; padding: 8px 16px;
  border-radius: 6px 6px 0 0; color: #59636e }}
header b {{ color: #1f2328 }}
main {{ padding: 16px; overflow-wrap: break-word }}
main > :first-child {{ margin-top: 0 }} main > :last-child {{ margin-bottom: 0 }}
p, ul, ol, blockquote, details, h3 {{ margin: 0 0 16px }}
h3 {{ font-size: 1.25em; line-height: 1.25; font-weight: 600 }}
ul {{ padding-left: 2em }} li + li {{ margin-top: .25em }}
blockquote {{ padding: 0 1em; color: #59636e; border-left: .25em solid #d1d9e0 }}
blockquote > :last-child {{ margin-bottom: 0 }}
code {{ font: 85%/1.5 "Noto Sans Mono", "DejaVu Sans Mono", monospace;
  padding: .2em .4em; background: #818b981f; border-radius: 6px;
  white-space: break-spaces }}
a {{ color: #0969da; text-decoration: underline }}
li.task {{ list-style: none }} li.task input {{ margin: 0 .2em .25em -1.4em }}
summary {{ cursor: pointer }}
</style><article><header><b>github-actions</b> bot commented</header>
<main>{body}</main></article>
"""


def main() -> int:
    """Make all pictures; non-zero where one is too wide."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("chromium is not on the PATH; see the top of this script")
        return 1
    named = sys.argv[1:]
    target = Path(named[0]) if named else ROOT / "docs" / "pictures" / "review"
    target.mkdir(parents=True, exist_ok=True)
    wide = []
    with tempfile.TemporaryDirectory(prefix="mergecast-review-") as folder:
        for golden in sorted(GOLDENS.glob("*.md")):
            if golden.stem == "README":
                continue
            page = Path(folder) / f"{golden.stem}.html"
            page.write_text(as_page(golden.read_text("utf-8")), "utf-8")
            digest = sha256(golden.read_bytes()).hexdigest()
            for width in WIDTHS:
                picture = target / f"{golden.stem}-{width}.png"
                photograph(browser, page, picture, (width, digest))
                if overflows(browser, page, width):
                    wide.append(picture.name)
    for name in wide:
        print(f"{name}: has to be scrolled sideways")
    return 1 if wide else 0


def as_page(markdown: str) -> str:
    """A comment as the forge shows it."""
    body = cmarkgfm.github_flavored_markdown_to_html(markdown, OPTIONS)
    body = re.sub(r"<(p|ul|ol|h3)>", r'<\1 dir="auto">', body)
    body = body.replace("<li><input", '<li class="task"><input')
    return PAGE.format(body=body)


def photograph(
    browser: str, page: Path, target: Path, taken_of: tuple[int, str]
) -> None:
    """One picture, as tall as the comment; it says of which text it was taken."""
    width, digest = taken_of
    note = PngInfo()
    note.add_text(GOLDEN, digest)
    chromium(browser, page, width, f"--screenshot={target}")
    with Image.open(target) as taken:
        shot = taken.convert("RGB")
    empty = Image.new("RGB", shot.size, (255, 255, 255))
    box = ImageChops.difference(shot, empty).getbbox()
    bottom = (box[3] if box else 0) + 8
    shot = shot.crop((0, 0, shot.width, min(bottom, shot.height)))
    flat = shot.quantize(COLOURS, dither=Image.Dither.NONE)
    flat.save(target, optimize=True, pnginfo=note)
    print(f"{target.name}: {shot.width}x{shot.height}, {target.stat().st_size:,} bytes")


def overflows(browser: str, page: Path, width: int) -> bool:
    """Whether a comment is wider than what it is shown on."""
    measured = page.with_suffix(".measured.html")
    script = (
        "<script>document.title = document.documentElement.scrollWidth"
        " > document.documentElement.clientWidth</script>"
    )
    measured.write_text(page.read_text("utf-8") + script, "utf-8")
    done = chromium(browser, measured, width, "--dump-dom")
    return "<title>true</title>" in done


def chromium(browser: str, page: Path, width: int, action: str) -> str:
    """Open a page in a window of some width."""
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={width},{TALLEST}",
        action,
        page.as_uri(),
    ]
    done = subprocess.run(
        command, check=True, capture_output=True, timeout=120, text=True
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
