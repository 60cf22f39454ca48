"""A request is whole at its last byte and not before, in whatever pieces it comes; too much is said at once."""

import random

import pytest

from bot.server.request import LARGEST, LARGEST_HEAD, Arriving, TooLarge

HEAD = b"POST /callback HTTP/1.1\r\nHost: x\r\n"
WHOLE = (
    b"GET /healthz HTTP/1.1\r\n\r\n",
    HEAD + b"Content-Length: 0\r\n\r\n",
    HEAD + b"content-length:5\r\nX-Line-Signature: c=\r\n\r\n12345",
    HEAD + b"CONTENT-LENGTH: \t5 \r\n\r\n\r\n\r\n1",
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    HEAD + b"Transfer-Encoding: gzip, Chunked\r\n\r\n5;a=b\r\n\r\n0\r\n\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n",
    HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",  # chunks count
)


@pytest.mark.parametrize("whole", WHOLE)
def test_byte_by_byte_it_is_whole_at_the_last(whole: bytes) -> None:
    arriving = Arriving()
    for n in range(len(whole)):
        assert not arriving.whole, whole[:n]
        arriving.add(whole[n : n + 1])
    assert arriving.whole
    assert len(arriving) == len(whole)
    assert arriving.take() == whole
    assert (len(arriving), arriving.whole) == (0, False)


@pytest.mark.parametrize("whole", WHOLE)
def test_in_any_pieces_it_is_the_same_also_with_the_next_one_behind_it(whole: bytes) -> None:
    dice = random.Random(7)
    for _ in range(50):
        arriving, rest = Arriving(), whole + HEAD
        while rest:
            size = dice.randint(1, len(rest))
            arriving.add(rest[:size])
            rest = rest[size:]
        assert arriving.whole
        assert arriving.take() == whole + HEAD


def test_empty_lines_before_a_request_are_nothing() -> None:
    arriving = Arriving()
    for piece in (b"\r", b"\n\r\n", b"\r\nGET / HTTP/1.1\r\n\r"):
        arriving.add(piece)
        assert not arriving.whole
    arriving.add(b"\n")
    assert arriving.whole


@pytest.mark.parametrize(
    "head", [b"Content-Length: x", b"Content-Length: -5", b"Content-Length: 5, 5", b"X-Content-Length: 5"]
)
def test_what_tells_no_length_is_whole_with_its_head(head: bytes) -> None:
    """Whoever parses it refuses it or takes it for one without a body, and waits for nothing."""
    arriving = Arriving()
    arriving.add(HEAD + head + b"\r\n\r\n")
    assert arriving.whole


def test_a_chunk_of_no_size_is_whole_for_the_same_reason() -> None:
    arriving = Arriving()
    arriving.add(HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n")
    assert arriving.whole


@pytest.mark.parametrize(
    "much",
    [
        b"x" * (LARGEST_HEAD + 1),
        HEAD + b"X: " + b"x" * LARGEST_HEAD + b"\r\n\r\n",
        HEAD + b"Content-Length: %d\r\n\r\n" % (LARGEST + 1),
        HEAD + b"Content-Length: 99999999999999999\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % (LARGEST + 1),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 300,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 5_000,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: y\r\n" * 400_000,
    ],
)
def test_too_much_is_said_at_once(much: bytes) -> None:
    with pytest.raises(TooLarge):
        Arriving().add(much)


def test_a_mebibyte_is_taken() -> None:
    arriving = Arriving()
    arriving.add(HEAD + b"Content-Length: %d\r\n\r\n" % LARGEST)
    arriving.add(bytes(LARGEST - 1))
    assert not arriving.whole
    arriving.add(b"x")
    assert arriving.whole
