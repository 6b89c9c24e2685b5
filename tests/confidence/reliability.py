"""Reliability: how often readings of a confidence are right, as a table and as a picture of that table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.confidence.readings import Judged
from tests.warehouse import ROOT

DOCUMENT = ROOT / "docs" / "measuring.md"
PICTURE = ROOT / "docs" / "reliability.svg"
EDGES = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.0)  # the lower ends of the bands
_LINE = re.compile(r"^\| (\d\.\d\d) to (\d\.\d\d) \| (\d\.\d{3}) \| (\d+) \| (\d+) \| (\d\.\d{3}) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Band:
    """Readings of one band: its ends, the mean of what was said, how many there are and how many are right."""

    low: float
    high: float
    said: float
    found: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.found

    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share, at 95 per cent (E. B. Wilson, 1927)."""
        from statsmodels.stats.proportion import proportion_confint  # takes seconds to load

        low, high = proportion_confint(self.right, self.found, method="wilson")
        return float(low), float(high)


def bands(readings: Sequence[Judged], part: str = "whole") -> list[Band]:
    """The bands that have readings, the surest first. Of a part: of the readings whose gold tells it."""
    found = []
    for place, low in enumerate(EDGES):
        high = EDGES[place - 1] if place else 1.0
        inside = [
            reading
            for reading in readings
            if low <= reading.confidence[part] < (high if place else 1.1) and (part == "whole" or part in reading.right)
        ]
        if inside:
            right = sum(reading.is_right if part == "whole" else reading.right[part] for reading in inside)
            said = sum(reading.confidence[part] for reading in inside) / len(inside)
            found.append(Band(low, high, said, len(inside), right))
    return found


def table(found: Sequence[Band]) -> str:
    """The bands as a table of docs/measuring.md."""
    lines = ["| confidence | mean | readings | right | share |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {band.low:.2f} to {band.high:.2f} | {band.said:.3f} | {band.found} | {band.right} | {band.share:.3f} |"
        for band in found
    ]
    return "\n".join(lines)


def written(document: Path = DOCUMENT) -> list[Band]:
    """The bands of the table in the document."""
    return [
        Band(float(low), float(high), float(said), int(found), int(right))
        for low, high, said, found, right, _ in _LINE.findall(document.read_text(encoding="utf-8"))
    ]


def picture(found: Sequence[Band]) -> str:
    """The bands as an SVG picture: what was said across, what was right upwards, with its interval."""
    size, edge = 360, 48

    def across(share: float) -> str:
        return f"{edge + share * size:.1f}"

    def up(share: float) -> str:
        return f"{edge + (1 - share) * size:.1f}"

    whole = size + 2 * edge
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}"'
        ' font-family="sans-serif" font-size="12" role="img" aria-labelledby="title">',
        '<title id="title">Readings that are right in every part, by what their confidence says</title>',
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
    ]
    for step in range(0, 11, 2):
        share = step / 10
        lines += [
            f'<path d="M{across(share)} {up(0)}V{up(1)}M{across(0)} {up(share)}H{across(1)}" stroke="#ddd"/>',
            f'<text x="{across(share)}" y="{whole - edge + 16}" text-anchor="middle">{share:.1f}</text>',
            f'<text x="{edge - 6}" y="{float(up(share)) + 4:.1f}" text-anchor="end">{share:.1f}</text>',
        ]
    lines.append(f'<path d="M{across(0)} {up(0)}L{across(1)} {up(1)}" stroke="#999" stroke-dasharray="4 4"/>')
    for band in found:
        low, high = band.interval()
        lines += [
            f'<path d="M{across(band.said)} {up(low)}V{up(high)}" stroke="#1f5a8a" stroke-width="2"/>',
            f'<circle cx="{across(band.said)}" cy="{up(band.share)}" r="4" fill="#1f5a8a">'
            f"<title>{band.said:.3f}: {band.right} of {band.found}</title></circle>",
        ]
    lines += [
        f'<text x="{whole / 2}" y="{whole - 10}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(14 {whole / 2}) rotate(-90)" text-anchor="middle">right in every part</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
