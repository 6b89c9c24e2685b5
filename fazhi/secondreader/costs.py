"""What answers cost, and a bound that no question may pass: before it is asked, its dearest answer is set aside."""

import threading
from decimal import Decimal
from typing import NamedTuple

from fazhi.secondreader.chat import Answer
from fazhi.secondreader.passages import Passage
from fazhi.secondreader.prompt import most_tokens

MILLION = Decimal(1_000_000)
FRAME = 500  # tokens that a server may add around a question: roles, the schema


class Prices(NamedTuple):
    """What a million tokens cost, in and out, in whatever money the bound is in."""

    tokens_in: Decimal = Decimal(0)
    tokens_out: Decimal = Decimal(0)

    def of(self, tokens_in: int, tokens_out: int) -> Decimal:
        """What so many tokens cost."""
        return (self.tokens_in * tokens_in + self.tokens_out * tokens_out) / MILLION


class Purse:
    """What has been spent and what is set aside, for several threads; no bound where `most` is None."""

    def __init__(self, prices: Prices, most: Decimal | None, told: str) -> None:
        self.prices, self.most = prices, most
        self.spent = self._aside = Decimal(0)
        self._told_bytes = len(told.encode())
        self._lock = threading.Lock()

    def dearest(self, passage: Passage) -> tuple[int, int]:
        """The most tokens that a question may take: a token is a byte at least."""
        return self._told_bytes + len(passage.text.encode()) + FRAME, most_tokens(passage)

    def set_aside(self, passage: Passage) -> Decimal | None:
        """What may be spent on a passage; None where the bound does not allow it."""
        wanted = self.prices.of(*self.dearest(passage))
        with self._lock:
            if self.most is not None and self.spent + self._aside + wanted > self.most:
                return None
            self._aside += wanted
        return wanted

    def pay(self, aside: Decimal, answer: Answer | None, passage: Passage) -> Decimal:
        """What an answer cost, taken from what was set aside; of a server that counts nothing, the dearest."""
        cost = Decimal(0)
        if answer:
            counted = answer.tokens_in or answer.tokens_out
            cost = self.prices.of(*((answer.tokens_in, answer.tokens_out) if counted else self.dearest(passage)))
        with self._lock:
            self._aside -= aside
            self.spent += cost
        return cost
