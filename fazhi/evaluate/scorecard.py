"""The scores for people, in lines, and for programs, as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from fazhi.evaluate.scores import BANDS, PARTS, Scores, Tally, share

TALLY = ("gold", "found", "right", "precision", "recall", "F1")


def as_lines(scores: Scores) -> Iterator[str]:
    """The scores as tables."""
    figures, observations = scores.figures, scores.observations
    yield from _table(
        (f"{scores.reports} reports", *TALLY),
        [
            ("figures", *_cells(figures)),
            ("observations", *_cells(observations)),
            ("  and every part", *_cells(scores.strict)),
        ],
    )
    yield ""
    yield from _table(
        ("of what is right", *("value", "unit"), *PARTS),
        [
            ("figures", share(scores.values, figures.right), share(scores.units, figures.right), *[""] * len(PARTS)),
            ("observations", "", "", *(share(scores.parts[part], observations.right) for part in PARTS)),
        ],
    )
    yield ""
    yield from _table(("family", *TALLY), [(name, *_cells(tally)) for name, tally in sorted(scores.families.items())])
    yield ""
    yield from _table(
        ("confidence", "found", "right", "precision", "every part"),
        [
            (
                _band_name(lower, higher),
                band.found,
                band.right,
                *((share(band.right, band.found), share(band.strict, band.found)) if band.found else ("", "")),
            )
            for (lower, band), higher in zip(scores.bands.items(), (None, *BANDS), strict=False)
        ],
    )
    if scores.misses:
        yield ""
        yield from _table(("misses", "count"), Counter(miss.kind for miss in scores.misses).most_common())


def as_json(scores: Scores) -> dict[str, Any]:
    """The scores as an object of counts and shares; a share of nothing found in a band is null."""
    figures, observations = scores.figures, scores.observations
    return {
        "reports": scores.reports,
        "figures": {
            **_tally(figures),
            "value": share(scores.values, figures.right),
            "unit": share(scores.units, figures.right),
        },
        "observations": {
            **_tally(observations),
            "strict": _tally(scores.strict),
            **{part: share(scores.parts[part], observations.right) for part in PARTS},
        },
        "families": {name: _tally(tally) for name, tally in sorted(scores.families.items())},
        "confidence": [
            {
                "from": float(lower),
                "below": float(higher) if higher else None,
                **vars(band),
                "precision": band.right / band.found if band.found else None,
            }
            for (lower, band), higher in zip(scores.bands.items(), (None, *BANDS), strict=False)
        ],
        "misses": dict(Counter(miss.kind for miss in scores.misses).most_common()),
    }


def _tally(tally: Tally) -> dict[str, float]:
    return {**vars(tally), "precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def _cells(tally: Tally) -> tuple[int | float, ...]:
    return tally.gold, tally.found, tally.right, tally.precision, tally.recall, tally.f1


def _band_name(lower: Decimal, higher: Decimal | None) -> str:
    if higher is None:
        return f">= {lower}"
    return f"{lower} to {higher}" if lower else f"< {higher}"


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Lines of a table: names to the left, numbers to the right, shares with four decimals."""
    cells = [heading, *([f"{cell:.4f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        [
            row[0].ljust(max(widths[0], 18)),
            *(cell.rjust(width + 2) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        for row in cells
    )
    return ["".join(line).rstrip() for line in lines]
