"""The pages about the work: progress, samples."""

import secrets

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from desk import samples
from desk.context import desk_of, page, sent_on
from desk.errors import DeskError
from desk.pages import reader_of
from desk.queues import SAMPLE, whole
from desk.standing import counted
from fazhi.naming import rows

DAYS = 60  # that the table of days shows


def progress(request: Request) -> Response:
    """What has been checked of each report, by each reader, on each day."""
    reader_of(request)
    desk = desk_of(request)
    heads = whole(desk.store.heads())
    places = {one.place for one in heads} | {item.place for _, item in desk.queues.carried()}
    with desk.warehouse.reading() as connection:
        figures = rows(
            connection,
            "select distinct reports.report_id, reports.title, reports.source_name, reports.sha256,"
            " evidence.char_start, evidence.number_text from marts.fct_evidence as evidence"
            " inner join marts.dim_report as reports using (report_id)",
        )
    of_reports: dict[tuple[str, str], list[int]] = {}
    for row in figures:
        told = of_reports.setdefault((row["report_id"], row["title"] or row["source_name"]), [0, 0])
        told[0] += 1
        told[1] += (row["sha256"], row["char_start"], row["number_text"]) in places
    by_day = counted(heads)
    by_reader: dict[str, int] = {}
    for (reader, _), count in by_day.items():
        by_reader[reader] = by_reader.get(reader, 0) + count
    return page(
        request,
        "progress.html",
        reports=sorted(((title, *told) for (_, title), told in of_reports.items()), key=lambda row: (-row[2], row[0])),
        readers=sorted(by_reader.items()),
        days=sorted(((day, reader, count) for (reader, day), count in by_day.items()), reverse=True)[:DAYS],
    )


def samples_(request: Request) -> Response:
    """The samples that were drawn, and the form that draws another."""
    reader = reader_of(request)
    desk = desk_of(request)
    told = []
    for one in samples.samples(desk.store):
        undone = sum(1 for _ in desk.queues.open(SAMPLE, reader.name, one.sample_id))
        told.append((one, undone))
    return page(request, "samples.html", samples=told, seed=secrets.randbelow(1_000_000))


def draw(request: Request, form: FormData) -> Response:
    """Draws a sample."""
    reader = reader_of(request)
    desk = desk_of(request)
    try:
        seed, per_stratum = int(str(form.get("seed", ""))), int(str(form.get("per_stratum", "")))
    except ValueError:
        raise DeskError("seed and number of figures are whole numbers") from None
    if not 0 <= seed < 2**31:
        raise DeskError("the seed is a whole number from 0 to 2147483647")
    name = str(form.get("sample_name", "")).strip()[:80]
    with desk.warehouse.reading() as connection:
        sample_id = samples.draw(desk.store, connection, name, seed, per_stratum, reader.name)
    return sent_on(f"/queue/{SAMPLE}?sample={sample_id}")
