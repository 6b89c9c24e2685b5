"""Texts as a scanner sees them: printed by Chromium, drawn at a resolution, turned a little, blurred, with noise."""

import html
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

STYLE = "@page{size:A4;margin:25mm 22mm}body{font:16pt/1.75 'Noto Serif CJK SC',serif}p{margin:0;text-indent:2em}"
BLUR, NOISE, INK, PAPER = 0.7, 6.0, 15, 0.88  # of a cheap scanner


def pages(text: str, dpi: int, askew: float) -> list[Image.Image]:
    """The pages of a text, in grey, so many degrees askew."""
    random = np.random.default_rng(7)
    made = []
    for page in pdfium.PdfDocument(printed(text)):
        seen = page.render(scale=dpi / 72).to_pil().convert("L")
        if askew:
            seen = seen.rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        seen = seen.filter(ImageFilter.GaussianBlur(BLUR * dpi / 200))
        light = np.asarray(seen).astype(float) * PAPER + INK + random.normal(0, NOISE, (seen.height, seen.width))
        made.append(Image.fromarray(np.clip(light, 0, 255).astype("uint8")))
    return made


def printed(text: str) -> bytes:
    """A text as Chromium prints it, a PDF."""
    lines = "".join(f"<p>{html.escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    with tempfile.TemporaryDirectory() as name:
        page, out = Path(name, "page.html"), Path(name, "page.pdf")
        page.write_text(f"<meta charset=utf-8><style>{STYLE}</style>{lines}", encoding="utf-8")
        browser = os.environ.get("FAZHI_BROWSER") or shutil.which("chromium") or "chromium"
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*command, f"--print-to-pdf={out}", page.as_uri()], capture_output=True, check=True, timeout=120)
        return out.read_bytes()
