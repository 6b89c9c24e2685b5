"""The body of an answer: whether it is whole, and unpacked within bounds."""

import zlib

from ground.errors import TooLarge, UnreachableAddress

MAX_PACKINGS = 2  # one within the other
_GZIP = b"\x1f\x8b"


def too_large(limit: int) -> TooLarge:
    """For an answer of more bytes than that."""
    return TooLarge(f"more than {limit:,} bytes come from there, more than any report has; is it one?")


def stated_length(said: list[str]) -> int | None:
    """How many bytes an answer says that it has. Raises UnreachableAddress where it says no number, or two."""
    values = [value.strip() for line in said for value in line.split(",")]
    if not values:
        return None
    if len(set(values)) > 1 or not (values[0].isascii() and values[0].isdecimal() and len(values[0]) < 20):
        shown = ", ".join(values)[:80]
        raise UnreachableAddress(f"the answer says of its length “{shown}”, which is none; try again later")
    return int(values[0])


def unpacked(body: bytes, packing: str, limit: int) -> bytes:
    """A body as it was before it was packed for the way.

    Raises UnreachableAddress where it is cut off, damaged or packed in a way that was not asked for, TooLarge where it
    unfolds to more than `limit` bytes.
    """
    packings = [name.strip().lower() for name in packing.split(",") if name.strip().lower() not in ("", "identity")]
    if not body:
        return body
    if len(packings) > MAX_PACKINGS:
        raise UnreachableAddress("the answer is packed again and again; try again later")
    for name in reversed(packings):
        if name in ("gzip", "x-gzip"):
            body = _gunzipped(body, limit)
        elif name == "deflate":
            body = _inflated(body, limit)
        else:
            raise UnreachableAddress(f"the answer is packed as “{name[:40]}”, which was not asked for; try again later")
    return body


def _gunzipped(body: bytes, limit: int) -> bytes:
    found = bytearray()
    while True:  # a file may hold several, one after the other
        whole, rest = _one(body, 16 + zlib.MAX_WBITS, limit - len(found))
        found += whole
        if not rest.startswith(_GZIP):
            return bytes(found)
        body = rest


def _inflated(body: bytes, limit: int) -> bytes:
    try:
        return _one(body, zlib.MAX_WBITS, limit)[0]
    except UnreachableAddress:
        return _one(body, -zlib.MAX_WBITS, limit)[0]  # as some servers understand the word


def _one(body: bytes, bits: int, limit: int) -> tuple[bytes, bytes]:
    """What is packed in a body, and what stands behind it."""
    unpacking = zlib.decompressobj(bits)
    try:
        found = unpacking.decompress(body, limit + 1)
    except zlib.error as error:
        raise UnreachableAddress(f"the answer cannot be unpacked ({error}); try again later") from None
    if len(found) > limit:
        raise too_large(limit)
    if not unpacking.eof:
        raise UnreachableAddress("the answer is cut off within what is packed; try again later")
    return found, unpacking.unused_data
