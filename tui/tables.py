"""Lists on stdout: tables for people at a terminal, tab-separated lines for everything else."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.export.citation import printed
from store.models import Quote, Row
from store.text import clean_line
from tui.explain import explanation
from tui.talk import put
from tui.words import kind

if TYPE_CHECKING:
    from rich.table import Table


def put_rows(rows: Sequence[Row], *, plainly: bool) -> None:
    """List stories: time, service, headline, and whether they were killed; plainly with the uri."""
    if plainly:
        for row in rows:
            cells = (row.versioncreated, row.source, row.pubstatus, row.uri, row.version, row.headline)
            put("\t".join(map(clean_line, cells)) + "\n")
        return
    table = _table("Time (UTC)", "Service", "Headline", "Tags")
    for row in rows:
        time = row.versioncreated[:16].replace("T", " ")
        mark = {"canceled": "KILLED ", "withheld": "WITHHELD "}.get(row.pubstatus, "")
        more = f"  (v{row.versions})" if row.versions > 1 else ""
        _add(table, time, row.source, f"{mark}{row.headline}{more}", ", ".join(row.tags))
    _print(table)


def put_quotes(quotes: Sequence[tuple[str, Quote]]) -> None:
    """List quotes, each with its file: who, what kind, which words, where."""
    for name, group in itertools.groupby(quotes, key=lambda pair: pair[0]):
        put(f"{clean_line(name)}\n")
        table = _table("Speaker", "Kind", "Words", "Characters", "Sure")
        for _, quote in group:
            who = quote.speaker
            speaker = f"{who.name}\n{who.role}".strip() if who else "unknown"
            where = f"{quote.start}-{quote.end}"
            _add(table, speaker, kind(quote, "\n"), printed(quote), where, f"{quote.confidence:.0%}")
        _print(table)


def put_explanations(quotes: Sequence[tuple[str, Quote]]) -> None:
    """Say of each quote, with its file, why it was taken: a line each of name and reason."""
    for name, group in itertools.groupby(quotes, key=lambda pair: pair[0]):
        put(f"{clean_line(name)}\n")
        for _, quote in group:
            lines = (f"  {label:13} {clean_line(text)}\n" for label, text in explanation(quote))
            put("\n" + "".join(lines))


def _table(*columns: str) -> Table:
    from rich.table import Table  # noqa: PLC0415 - only tables need it

    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        wide = column in {"Headline", "Words"}
        table.add_column(column, ratio=1 if wide else None, no_wrap=not wide and column != "Speaker")
    return table


def _add(table: Table, *cells: str) -> None:
    from rich.text import Text  # noqa: PLC0415 - a Text is never read as markup

    table.add_row(*(Text("\n".join(map(clean_line, cell.split("\n")))) for cell in cells))


def _print(table: Table) -> None:
    from rich.console import Console  # noqa: PLC0415 - only tables need it

    Console(file=sys.stdout, highlight=False).print(table)
