"""What a benchmark prints: a table to read, then one line of JSON, the last, for programs."""

import json
from collections.abc import Mapping, Sequence


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in aligned columns, the first to the left and the others to the right."""
    for line in table_lines(header, rows):
        print(line)


def table_lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Give the lines of a table: the header, a rule and the rows."""
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    rule = ["-" * width for width in widths]
    return [_line(row, widths) for row in (header, rule, *rows)]


def print_json(figures: Mapping[str, object]) -> None:
    """Print every figure and its n as one line of JSON."""
    print(json.dumps(figures, ensure_ascii=False), flush=True)


def number(value: float | None, digits: int = 3) -> str:
    """Write a figure with a fixed number of decimals; a dash for what was not measured."""
    return "-" if value is None else f"{value:,.{digits}f}"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    figures = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return "  ".join([row[0].ljust(widths[0]), *figures]).rstrip()
