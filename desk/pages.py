"""The pages that show queues and cards, and what their forms do."""

import itertools
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from desk import cards, pictures, readings
from desk.accounts import Account
from desk.choices import choices
from desk.context import Desk, desk_of, page, sent_on, voice_of, who
from desk.decisions import Desk as Work
from desk.decisions import fitting
from desk.disagreements import QUEUE as DISAGREEMENTS
from desk.errors import DeskError
from desk.items import Item
from desk.queues import CODES, SAMPLE, STALE
from desk.verdict import REPORT_PARTS, new_id

AHEAD = 20  # cards of a queue that are read at once
SCRIPT = "x-desk-address"  # what the page's script asks with, and is told the address of what it got in


def reader_of(request: Request) -> Account:
    """Who reads; a stranger is sent to sign in before."""
    account = who(request)
    if account is None:
        raise HTTPException(401)
    return account


def overview(request: Request) -> Response:
    """All queues, with their counts."""
    reader = reader_of(request)
    return page(request, "queues.html", queues=desk_of(request).queues.waiting(reader.name), sample_code=SAMPLE)


def queue(request: Request) -> Response:
    """The next card of a queue."""
    code, reader = request.path_params["code"], reader_of(request)
    if code not in CODES:
        raise HTTPException(404)
    sample, after = request.query_params.get("sample", ""), request.query_params.get("after", "")
    if code == SAMPLE and not sample:
        return sent_on("/samples")
    desk = desk_of(request)
    waiting = desk.queues.open(code, reader.name, sample, after)
    while some := list(itertools.islice(waiting, AHEAD)):
        for place, item in enumerate(some):
            if shown := _card(request, item, code, sample, [one.key for one in some[place + 1 :]]):
                return shown
    return page(request, "empty.html", code=code, done=_done(request))


def card(request: Request) -> Response:
    """The card of one figure or report."""
    reader_of(request)
    item = _item(desk_of(request), request.path_params["key"])
    code, sample = request.query_params.get("queue", ""), request.query_params.get("sample", "")
    shown = item and _card(request, item, code if code in CODES else "", sample)
    if not shown:
        raise HTTPException(404)
    return shown


def decide(request: Request, form: FormData) -> Response:
    """One press of a key: a verdict, then the next card; or, where a part was changed, the same card."""
    account, desk = reader_of(request), desk_of(request)
    given = {name: str(value) for name, value in form.items()}
    code, sample, key = given.get("queue", ""), given.get("sample", ""), given.get("key", "")
    item = _item(desk, key)
    if item is None or code not in (*CODES, ""):
        raise HTTPException(404)
    decision, verdict_id, note = given.get("decision", ""), given.get("verdict_id", ""), given.get("note", "")
    work = Work(desk.store, account.name, code, sample, is_adjudicator=account.is_adjudicator)
    kept = {"queue": code, "sample": sample}
    with desk.warehouse.reading() as connection:
        if item.char_start is None:
            chosen = {part: given[part] for part in REPORT_PARTS if given.get(part)}
            if decision == "change":
                part = given.get("part", "")
                if part not in REPORT_PARTS:
                    raise DeskError(f"a report has no part “{part}”")
                chosen[part] = fitting(connection, part, given.get("value", ""))
                return _on(request, _address(f"/card/{key}", **kept, **chosen))
            report = readings.report(connection, item.report_id)
            if decision != "accept" or report is None:
                raise DeskError(f"“{decision}” is no decision on a report")
            work.settle(item, report, chosen, verdict_id, note)
        else:
            figure = desk.warehouse.figure(key)
            if figure is None:
                raise HTTPException(404)
            if decision == "change":
                work.change(figure, given.get("part", ""), given.get("value", ""), verdict_id, connection)
                return _on(request, _address(f"/card/{key}", **kept, done="change"))
            work.close(figure, decision, verdict_id, note, given.get("instead_of", "") if code == STALE else "")
    return _on(request, _next(code, sample, key, decision))


def undo(request: Request, form: FormData) -> Response:
    """Takes the reader's last verdict back, and shows its card again."""
    account, desk = reader_of(request), desk_of(request)
    code, sample = str(form.get("queue", "")), str(form.get("sample", ""))
    item = Work(desk.store, account.name, "", is_adjudicator=account.is_adjudicator).undo()
    if item is None:
        raise DeskError(voice_of(request)("nothing_to_undo"))
    return _on(request, _address(f"/card/{item.key}", queue=code, sample=sample, done="undo"))


def options(request: Request) -> Response:
    """What a part may be, as JSON, for the list that is searched."""
    reader_of(request)
    part, asked = request.query_params.get("part", ""), request.query_params.get("q", "")
    near = request.query_params.get("near", "")
    with desk_of(request).warehouse.reading() as connection:
        found = choices(connection, part, asked[:60], voice_of(request), near)
    return JSONResponse([one._asdict() for one in found])


def picture(request: Request) -> Response:
    """The page of the PDF that a figure is printed on, the number framed."""
    reader_of(request)
    desk = desk_of(request)
    with desk.warehouse.reading() as connection:
        figure = desk.warehouse.figure(request.path_params["key"])
        found = figure and pictures.place(connection, figure, desk.files)
    if not found:
        raise HTTPException(404)
    return Response(pictures.drawn(found), media_type="image/png")


def _card(request: Request, item: Item, code: str, sample: str, ahead: Sequence[str] = ()) -> Response | None:
    desk, account, voice = desk_of(request), reader_of(request), voice_of(request)
    told: dict[str, Any] = {
        "queue": code,
        "sample": sample,
        "verdict_id": new_id(),
        "change_id": new_id(),
        "done": _done(request),
        "why": voice.why(item.why),
    }
    is_open = code != DISAGREEMENTS or account.is_adjudicator
    next_ = _next(code, sample, item.key, "")
    with desk.warehouse.reading() as connection:
        names = desk.warehouse.made("names", cards.names)
        if item.char_start is None:
            report = readings.report(connection, item.report_id)
            if report is None:
                return None
            chosen = {part: request.query_params[part] for part in REPORT_PARTS if part in request.query_params}
            parts = cards.report_parts(names, report, chosen, voice)
            told |= {
                "report": report,
                "opening": readings.opening(connection, item.report_id),
                "parts": parts,
                "chosen": chosen,
                "key": item.key,
                "skip": next_,
            }
            return page(request, "report.html", is_open=is_open, **told)
        figure = desk.warehouse.figure(item.key, ahead)
        if figure is None:
            return None
        failing = desk.warehouse.made("failing", readings.failing)
        work = Work(desk.store, account.name, "", is_adjudicator=account.is_adjudicator)
        heads = desk.store.heads_at([figure.item.place]) if code == DISAGREEMENTS else []
        old = desk.store.get(item.verdict_id) if item.verdict_id else None
        return page(
            request,
            "card.html",
            figure=figure,
            parts=cards.parts(names, figure, work.changes(figure.item), voice),
            others=cards.what_was_said(names, figure, heads, voice),
            old=old,
            old_words=cards.what_was_said(names, figure, [old], voice) if old else [],
            checks=readings.failed_checks(failing, figure),
            metric_names=names.metrics,
            has_picture=bool(pictures.place(connection, figure, desk.files)),
            key=item.key,
            skip=next_,
            is_open=is_open,
            **told,
        )


def _item(desk: Desk, key: str) -> Item | None:
    """A figure or a report by its key, with why it waits where it is in the stale queue."""
    report_id, _, offset = key.partition(":")
    with desk.warehouse.reading() as connection:
        if not offset:
            report = readings.report(connection, report_id)
            return Item(report_id, report["sha256"], None, "") if report else None
        figure = desk.warehouse.figure(key) if offset.isdecimal() else None
        return figure.item if figure else None


def _next(code: str, sample: str, key: str, done: str) -> str:
    """Where the next card of the queue is; without a queue, the overview."""
    return _address(f"/queue/{code}", sample=sample, after=key, done=done) if code else "/"


def _on(request: Request, address: str) -> Response:
    """On to the next card: the page's script has it in the same answer, which tells its address; others go there."""
    path, _, asked = address.partition("?")
    _, page_, key = [*path.split("/"), ""][:3]
    if SCRIPT not in request.headers or page_ not in ("queue", "card"):
        return sent_on(address)
    name = "code" if page_ == "queue" else "key"
    there = {"method": "GET", "path": path, "raw_path": path.encode(), "query_string": asked.encode()}
    shown = (queue if page_ == "queue" else card)(Request({**request.scope, **there, "path_params": {name: key}}))
    if "location" in shown.headers:
        return shown
    shown.headers[SCRIPT] = address
    return shown


def _done(request: Request) -> str:
    done = request.query_params.get("done", "")
    return done if done in ("accept", "change", "reject", "new_wording", "undo") else ""


def _address(path: str, **told: str) -> str:
    return f"{path}?{urlencode({name: value for name, value in told.items() if value})}"
