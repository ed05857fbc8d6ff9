"""The results as plain aligned text."""

from collections.abc import Sequence

from bench.figures import Report

MET = {None: "", True: "yes", False: "NO"}


def render(report: Report) -> str:
    """Return both tables: the figures, and what was measured under them."""
    figures = [
        (it.key, it.scene, f"{it.value:.3g}", it.unit, it.goal or "", MET[it.met], _span(it.samples))
        for it in report.figures
    ]
    measured = [
        (it.name, it.scene, it.client, f"{it.value:.4g}", it.unit, _span(it.samples)) for it in report.observations
    ]
    return "\n\n".join(
        [
            _aligned(("figure", "scene", "value", "unit", "goal", "met", "rounds"), figures),
            "Under them, in absolute terms (these drift from run to run; quote the figures):",
            _aligned(("measure", "scene", "client", "value", "unit", "rounds"), measured),
        ]
    )


def _span(samples: Sequence[float]) -> str:
    return f"{min(samples):.3g} … {max(samples):.3g}" if len(samples) > 1 else ""


def _aligned(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
