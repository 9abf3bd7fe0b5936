"""Pages per second of plain two-column text from PDF files, up to passages (without facts)."""

from __future__ import annotations

import io
import statistics
import sys
import time

from _common import ROOT, side_by_side, source_texts, verdict

PAGES, BOUND = 40, 20.0
SIZE, LEADING, WIDTH, COLUMNS = 10.5, 15.75, 21, 2


def two_columns(pages: int) -> bytes:
    """A PDF of `pages` A4 pages, each with two columns of 44 lines of `WIDTH` characters from the source texts."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = io.BytesIO()
    sheet = canvas.Canvas(data, pagesize=(595, 842))
    texts, at = "".join("".join(source_texts()).split()), 0
    for page in range(pages):
        sheet.setFont("STSong-Light", SIZE)
        for column in range(COLUMNS):
            for row in range(44):
                line = "".join(texts[(at + i) % len(texts)] for i in range(WIDTH))
                at += WIDTH
                sheet.drawString(60 + 250 * column, 750 - LEADING * row, line)
        sheet.drawString(280, 30, f"— {page + 1} —")
        sheet.showPage()
    sheet.save()
    return data.getvalue()


def main() -> None:
    """Print pages a second beside the bound, and those of pdfium's own plain text, which knows no columns."""
    sys.path.insert(0, str(ROOT))  # the package `ingest`, not the benchmark of that name beside this file
    import pypdfium2

    from ingest.reading import read_bytes

    data = two_columns(PAGES)
    used: list[float] = []

    def ours() -> float:
        started, before = time.perf_counter(), time.process_time()
        read_bytes(data, "report.pdf", "report")
        used.append(time.process_time() - before)
        return time.perf_counter() - started

    def theirs() -> float:
        started = time.perf_counter()
        pdf = pypdfium2.PdfDocument(data)
        for page in pdf:
            page.get_textpage().get_text_range()
        pdf.close()
        return time.perf_counter() - started

    wall, plain = side_by_side(ours, theirs, rounds=5)
    cpu = statistics.median(used)
    print(
        f"{PAGES} pages: {PAGES / wall:.1f} a second ({PAGES / cpu:.1f} of processor time), pdfium {PAGES / plain:.1f}"
    )
    verdict("seconds for 20 pages", wall / PAGES * BOUND, 1)


if __name__ == "__main__":
    main()
