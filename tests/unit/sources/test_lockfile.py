from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model.source import Snapshot
from briefgen.sources.lockfile import read_lock, write_lock

ONE = Snapshot(
    "web:https://example.org/b", "a" * 64, "b" * 64, "trafilatura", "2.0+1", "2022-10-20T06:00:00Z", "text/html", "Größe", '"e"'
)
TWO = replace(ONE, source="file:briefs/x/a.md", etag="", title="")


def test_what_is_written_is_read_again():
    held = {one.source: one for one in (ONE, TWO)}
    read = read_lock(write_lock(held))

    assert (held, ()) == (read.value, read.diagnostics)


def test_the_same_snapshots_are_the_same_text_in_whatever_order():
    assert write_lock({one.source: one for one in (ONE, TWO)}) == write_lock({one.source: one for one in (TWO, ONE)})


def test_a_changed_snapshot_is_a_changed_line():
    before = write_lock({ONE.source: ONE, TWO.source: TWO}).splitlines()
    after = write_lock({ONE.source: replace(ONE, text="c" * 64), TWO.source: TWO}).splitlines()

    assert 1 == sum(one != other for one, other in zip(before, after, strict=True))


def test_no_file_is_no_finding():
    assert ({}, ()) == (read_lock(None).value, read_lock(None).diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "{}", '{"version": 1}', '{"version": 2, "sources": {}}', '{"version": 1, "sources": 5}', "[" * 9999,
        '{"version": 1, "sources": [1]}', "<<<<<<" + "< ours\n",
    ],
)  # fmt: skip
def test_a_torn_lock_is_a_warning_and_none(text):
    read = read_lock(text, file="briefs/sources.lock")

    assert {} == read.value
    assert ["unreadable-lock"] == [finding.code for finding in read.diagnostics]
    assert "briefs/sources.lock" == read.diagnostics[0].position.file
    assert not read.has_errors


@pytest.mark.parametrize("entry", ['{"raw": "x"}', "5", '{"raw": 5}', '{"raw": "../../etc", "text": "b"}'])
def test_an_entry_that_is_not_whole_leaves_the_others(entry):
    text = write_lock({ONE.source: ONE}).replace('"sources": {', f'"sources": {{"web:torn": {entry},')
    read = read_lock(text)

    assert {ONE.source: ONE} == read.value
    assert "web:torn" in read.diagnostics[0].message


def test_a_field_of_a_later_release_is_passed_over():
    text = write_lock({ONE.source: ONE}).replace('"raw":', '"later": "x",\n"raw":')

    assert {ONE.source: ONE} == read_lock(text).value
