"""Streams deflated, once for each that are the same."""

from __future__ import annotations

import zlib

from briefgen.writers.pdf import packing
from briefgen.writers.pdf.objects import Deflated

TEXT = b"0 0 Td " * 400


def test_what_is_packed_is_unpacked_as_it_was():
    assert TEXT == zlib.decompress(packing.packed(TEXT))


def test_parts_make_one_stream_in_whatever_order_they_were_met():
    for parts in (("a", "b"), ("b", "a"), ("a", "a")):
        stream = Deflated()
        for part in parts:
            stream.add(part)
        assert "".join(f"{part}\n" for part in parts).encode() == zlib.decompress(stream.whole())


def test_a_part_and_a_whole_stream_of_the_same_bytes_are_two_things():
    assert packing.packed(TEXT) != packing.packed_part(TEXT)


def test_the_same_bytes_are_packed_once():
    assert packing.packed(TEXT) is packing.packed(bytes(bytearray(TEXT)))


def test_no_more_is_kept_than_so_many(monkeypatch):
    monkeypatch.setattr(packing, "_MOST_KEPT", 3)
    for number in range(9):
        packing.packed(b"%d" % number)
    assert len(packing._kept) <= 3
