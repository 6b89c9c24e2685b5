"""A second reader can only point at what is there; what is paid for is kept, and no bound is passed."""

import json
import subprocess
import sys
import threading
from decimal import Decimal

import pytest

from fazhi.secondreader.cache import Cache
from fazhi.secondreader.chat import SecondReaderError, Server
from fazhi.secondreader.costs import Prices, Purse
from fazhi.secondreader.passages import Book, Numbered, Passage
from fazhi.secondreader.prompt import instructions
from fazhi.secondreader.rounds import MOST_COST, MOST_TIME, read_again
from ground.paths import ROOT
from tests.secondreader.talker import Reply, readings, said, talking

METRICS = (("admin_review.cases_accepted", "受理行政复议案件", "件"), ("mediation.disputes_accepted", "受理纠纷", "件"))
RIGHT = {"figure": 1, "metric": METRICS[0][0], "scope": "own", "role": "level", "year": 2020}
NOTHING = {"figure": 2, "metric": None, "scope": None, "role": None, "year": None}


def book(count=1, names=("a.txt",)):
    passages = [
        Passage(
            f"r{number % len(names)}",
            names[number % len(names)],
            number,
            f"段落：第{number}段受理案件⟦1:412⟧件,涉及⟦2:9⟧个乡镇。",
            (Numbered(f"r:{number}0", "412"), Numbered(f"r:{number}1", "9")),
        )
        for number in range(count)
    ]
    return Book(METRICS, passages)


@pytest.fixture
def ask(tmp_path):
    """Asks the talker about a book, each time with the same cache."""

    def asking(talker, asked, *, prices=None, most=None, at_once=1, timeout=5.0, until=None, key="", model="m"):
        server = Server(talker.endpoint, key, at_once=at_once, timeout=timeout, pause=0.01)
        server.until = server.until if until is None else until
        cache, purse = Cache(tmp_path / "fazhi.duckdb"), Purse(prices or Prices(), most, instructions(asked))
        try:
            return read_again(asked, server, model, cache, purse, at_once=at_once, progress=False)
        finally:
            server.close()
            cache.close()

    return asking


def test_what_is_right_is_a_reading_and_is_not_asked_again(ask):
    with talking(lambda question, number: readings(RIGHT, NOTHING)) as talker:
        done = ask(talker, book(), key="secret")
        again = ask(talker, book())
        other = ask(talker, book(), model="another")
    told = [(row["figure_id"], row["number_text"], row["metric_code"], row["scope"], row["year"]) for row in done.rows]
    assert told == [("r:00", "412", METRICS[0][0], "own", 2020), ("r:01", "9", None, None, None)]
    assert (done.asked, again.asked, again.kept, other.asked) == (1, 0, 1, 1)
    assert again.rows == done.rows
    assert len(talker.heard) == 2
    assert talker.keys[0] == "Bearer secret"
    system, user = talker.heard[0]["messages"]
    assert "admin_review.cases_accepted 受理行政复议案件 件" in system["content"]
    assert user["content"] == book().passages[0].text
    assert talker.heard[0]["response_format"]["json_schema"]["strict"] is True


REFUSED = {
    "points_elsewhere": [RIGHT, {**NOTHING, "figure": 3}],
    "unknown_metric": [{**RIGHT, "metric": "no.such_metric"}],
    "wrong_form": [{**RIGHT, "scope": "everybody"}],
}


@pytest.mark.parametrize("reason", REFUSED)
def test_an_answer_that_is_none_is_refused_whole_and_counted(ask, reason):
    with talking(lambda question, number: readings(*REFUSED[reason])) as talker:
        done, again = ask(talker, book()), ask(talker, book())
    assert (done.rows, dict(done.refused), dict(again.refused)) == ([], {reason: 1}, {reason: 1})
    # a wrong form may be a server set up wrongly; what is wrong in the right form stays
    assert len(talker.heard) == (2 if reason == "wrong_form" else 1)


@pytest.mark.parametrize(
    "told",
    [
        [{**RIGHT, "figure": 0}],
        [RIGHT, RIGHT],
        [{**RIGHT, "figure": "1"}],
        [{**RIGHT, "figure": True}],
    ],
)
def test_it_can_only_point_at_each_figure_that_is_there_once(ask, told):
    with talking(lambda question, number: readings(*told)) as talker:
        assert dict(ask(talker, book()).refused) == {"points_elsewhere": 1}


@pytest.mark.parametrize("text", ["not JSON", '{"readings": [', '{"readings": [], "more": 1}', "[]"])
def test_what_has_no_form_is_no_reading(ask, text):
    with talking(lambda question, number: said(text)) as talker:
        done = ask(talker, book())
    assert not done.rows
    assert done.refused.total() == 1


def test_broken_json_is_asked_for_once_more(ask):
    with talking(lambda question, number: readings(RIGHT) if number else said('{"readings"')) as talker:
        done = ask(talker, book(), prices=Prices(Decimal(1), Decimal(10)))
    assert len(done.rows) == 1
    assert not done.refused
    assert done.calls == 2
    assert done.costs == {"a.txt": Decimal("0.004")}


WRITTEN = json.dumps({"readings": [RIGHT]}, indent=1)


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{WRITTEN}\n```",
        f"```\n{WRITTEN}\n```\n",
        f'<think>\n412件? {{"readings": []}}\n</think>\n\n{WRITTEN}',
        f"<think>so</think>```json\n{WRITTEN}\n```",
    ],
)
def test_thoughts_and_fences_around_an_answer_are_no_part_of_it(ask, text):
    with talking(lambda question, number: said(text)) as talker:
        assert len(ask(talker, book()).rows) == 1


@pytest.mark.parametrize("text", [f"Here it is: {WRITTEN}", f"```json\n{WRITTEN}", f"{WRITTEN}\n{WRITTEN}"])
def test_words_around_an_answer_are_not_guessed_at(ask, text):
    with talking(lambda question, number: said(text)) as talker:
        assert dict(ask(talker, book()).refused) == {"broken_json": 1}


def _message(**message):
    return Reply(200, json.dumps({"choices": [{"message": message}], "usage": {"completion_tokens": 9}}).encode())


def test_what_a_model_thinks_beside_its_answer_is_no_answer(ask):
    with talking(lambda question, number: _message(content=WRITTEN, reasoning_content="412?")) as talker:
        assert len(ask(talker, book()).rows) == 1


def test_a_model_that_only_thinks_is_paid_and_refused(ask):
    with talking(lambda question, number: _message(content=None, reasoning_content="412?")) as talker:
        done = ask(talker, book(), prices=Prices(Decimal(1), Decimal(1)))
    assert (dict(done.refused), done.calls) == ({"broken_json": 1}, 2)
    assert done.costs["a.txt"] > 0


def _streamed(*pieces, ends=True):
    events = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
    events.append({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 5}})
    lines = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"] * ends
    return Reply(200, (": waiting\n\n" + "".join(lines)).encode(), {"Content-Type": "text/event-stream"})


def test_a_server_that_streams_unasked_is_understood_once_it_has_ended(ask):
    replies = [_streamed(WRITTEN[:20], ends=False), _streamed(WRITTEN[:20], WRITTEN[20:])]
    with talking(lambda question, number: replies[number]) as talker:
        done = ask(talker, book())
    assert (len(done.rows), done.calls) == (1, 2)
    assert dict(done.tokens) == {"in": 7, "out": 5}


def test_a_server_that_never_comes_to_an_end_is_given_up(ask):
    def trickle(question, number):
        reply = readings(RIGHT)
        reply.pieces = 0 if "第1段" in question["messages"][1]["content"] else 40
        return reply

    with talking(trickle) as talker:
        done = ask(talker, book(2), timeout=0.2)
    assert [row["passage_no"] for row in done.rows] == [1]
    assert "has not ended in 0.2 seconds" in done.unanswered[0]


KILLED = """
import sys
from pathlib import Path
from fazhi.secondreader.cache import Cache
from fazhi.secondreader.chat import Server
from fazhi.secondreader.costs import Prices, Purse
from fazhi.secondreader.prompt import instructions
from fazhi.secondreader.rounds import read_again
from tests.secondreader.test_rounds import book
asked = book(4)
server = Server(sys.argv[1], "", at_once=1, timeout=60)
read_again(asked, server, "m", Cache(Path(sys.argv[2])), Purse(Prices(), None, instructions(asked)), at_once=1)
"""


def test_a_run_that_was_killed_has_lost_no_answer(ask, tmp_path):
    hanging, ended = threading.Event(), threading.Event()

    def until_killed(question, number):
        if number == 2:
            hanging.set()
            ended.wait(60)
        return readings(RIGHT)

    with talking(until_killed) as talker:
        command = [sys.executable, "-c", KILLED, talker.endpoint, str(tmp_path / "fazhi.duckdb")]
        run = subprocess.Popen(command, cwd=ROOT)
        assert hanging.wait(60)
        run.kill()
        run.wait()
        ended.set()
        again = ask(talker, book(4))
    assert (again.kept, again.asked, len(again.rows)) == (2, 2, 4)


def test_a_busy_server_is_asked_again_after_the_time_that_it_tells(ask):
    busy = [Reply(429, b"{}", {"Retry-After": "0"}), Reply(503, b""), Reply(200, b"no completion")]
    with talking(lambda question, number: busy[number] if number < 3 else readings(RIGHT)) as talker:
        done = ask(talker, book())
    assert len(done.rows) == 1
    assert done.calls == 4


def test_a_server_that_does_not_answer_in_time_costs_one_passage_and_not_the_others(ask):
    def slow(question, number):
        reply = readings(RIGHT)
        reply.wait = 0.6 if "第0段" in question["messages"][1]["content"] else 0
        return reply

    with talking(slow) as talker:
        done = ask(talker, book(2), timeout=0.15)
    assert len(done.unanswered) == 1
    assert "a.txt, passage 0" in done.unanswered[0]
    assert [row["passage_no"] for row in done.rows] == [1]


def test_a_server_that_must_not_be_asked_ends_the_run(ask):
    with talking(lambda question, number: Reply(401, b'{"error": "no such key"}')) as talker:
        with pytest.raises(SecondReaderError, match=r"HTTP 401: .*no such key.*FAZHI_SECOND_READER_KEY"):
            ask(talker, book(8))
        assert len(talker.heard) < 8


def test_a_redirect_is_not_followed(ask):
    with talking(lambda question, number: readings(RIGHT)) as elsewhere:
        there = {"Location": f"{elsewhere.endpoint}/chat/completions"}
        leading = talking(lambda question, number: Reply(307, b"", there))
        with leading as talker, pytest.raises(SecondReaderError, match="HTTP 307"):
            ask(talker, book(), key="secret")
        assert not elsewhere.heard


def test_a_server_without_schemas_is_asked_for_json(ask):
    def plain(question, number):
        if question["response_format"]["type"] == "json_schema":
            return Reply(400, b'{"error": "response_format json_schema is not supported"}')
        return readings(RIGHT)

    with talking(plain) as talker:
        done = ask(talker, book(3))
    assert len(done.rows) == 3
    assert len(talker.heard) == 4


def test_the_bound_on_the_cost_is_not_passed_and_the_next_run_goes_on(ask):
    asked = book(6, ("a.txt", "b.txt"))
    prices = Prices(Decimal(100), Decimal(1000))
    dearest = prices.of(*Purse(prices, None, instructions(asked)).dearest(asked.passages[0]))
    with talking(lambda question, number: readings(RIGHT)) as talker:
        first = ask(talker, asked, prices=prices, most=dearest + Decimal("0.3"), at_once=3)
        assert 0 < first.asked < 6
        assert first.asked + first.left == 6
        assert first.stopped_by == MOST_COST
        assert sum(first.costs.values()) <= dearest + Decimal("0.3")
        second = ask(talker, asked, prices=prices)
    assert (second.kept, second.asked) == (first.asked, 6 - first.asked)
    assert len(second.rows) == 6
    assert len(talker.heard) == 6
    assert set(second.costs) <= {"a.txt", "b.txt"}


def test_a_server_that_counts_nothing_costs_the_most_that_it_could(ask):
    prices = Prices(Decimal(1), Decimal(1))
    with talking(lambda question, number: said(json.dumps({"readings": [RIGHT]}), (0, 0))) as talker:
        done = ask(talker, book(), prices=prices)
    assert done.costs["a.txt"] == prices.of(*Purse(prices, None, instructions(book())).dearest(book().passages[0]))


def test_when_the_time_is_up_what_is_left_is_told(ask):
    with talking(lambda question, number: readings(RIGHT)) as talker:
        done = ask(talker, book(3), until=0.0)
    assert (done.asked, done.left, done.stopped_by) == (0, 3, MOST_TIME)
    assert not talker.heard


def test_several_are_asked_at_once(ask):
    meeting = threading.Barrier(3, timeout=10)

    def together(question, number):
        meeting.wait()
        return readings(RIGHT)

    with talking(together) as talker:
        done = ask(talker, book(6), at_once=3)
    assert len(done.rows) == 6
    assert talker.most_at_once == 3


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        ("ftp://x/v1", "begins with http"),
        ("https://me:secret@example.org/v1", "holds a password"),
        ("http://example.org/v1", "unencrypted"),
    ],
)
def test_an_address_that_would_give_the_key_away_is_refused(endpoint, words):
    with pytest.raises(SecondReaderError, match=words):
        Server(endpoint, "key", at_once=1, timeout=1)
