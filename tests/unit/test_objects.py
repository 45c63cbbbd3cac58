from __future__ import annotations

import hashlib

import pytest

from briefgen.model.errors import EnvironmentFailed
from briefgen.objects import DiskObjects


@pytest.fixture
def store(tmp_path):
    return DiskObjects(tmp_path / "objects")


def test_what_is_stored_is_found_under_its_digest(store):
    digest = store.put(b"said")

    assert hashlib.sha256(b"said").hexdigest() == digest
    assert (b"said", True) == (store.get(digest), store.has(digest))
    assert [digest] == [file.name for file in store.folder.rglob("*") if file.is_file()]


def test_a_torn_file_is_noticed_and_mended_by_storing_again(store):
    digest = store.put(b"all of it")
    (store.folder / digest[:2] / digest).write_bytes(b"all o")

    with pytest.raises(EnvironmentFailed, match="damaged"):
        store.get(digest)
    assert b"all of it" == store.get(store.put(b"all of it"))


def test_a_file_of_the_right_length_and_other_content_is_damaged_too(store):
    digest = store.put(b"yes")
    (store.folder / digest[:2] / digest).write_bytes(b"no!")

    with pytest.raises(EnvironmentFailed, match="damaged"):
        store.get(digest)


def test_what_was_never_stored_is_missing(store):
    missing = hashlib.sha256(b"never").hexdigest()

    assert not store.has(missing)
    with pytest.raises(EnvironmentFailed, match="is not in"):
        store.get(missing)


def test_what_is_not_a_digest_leads_nowhere(store):
    assert not store.has("../../etc/passwd")
    with pytest.raises(EnvironmentFailed, match="not the digest"):
        store.get("../../etc/passwd")


def test_objects_that_differ_at_their_beginning_share_the_rest(store):
    rest = store.put(b"body" * 100_000)
    wholes = list(store.put_before((b"To: one\n\n", b"To: other\n\n"), rest))

    assert [hashlib.sha256(head + b"body" * 100_000).hexdigest() for head in (b"To: one\n\n", b"To: other\n\n")] == wholes
    assert b"To: other\n\n" + b"body" * 100_000 == store.get(wholes[1])
    assert [rest, rest, ""] == [store.rest_of(digest) for digest in (*wholes, rest)]
    assert sum(file.stat().st_size for file in store.folder.rglob("*") if file.is_file()) < 401_000


def test_an_object_whose_shared_rest_is_gone_or_damaged_is_not_given_out(store):
    rest = store.put(b"body")
    (whole,) = store.put_before((b"head",), rest)
    place = store.folder / rest[:2] / rest

    place.write_bytes(b"bode")
    with pytest.raises(EnvironmentFailed, match="damaged"):
        store.get(whole)
    place.unlink()
    with pytest.raises(EnvironmentFailed, match="restore it"):
        store.get(whole)


def test_bytes_that_look_like_the_beginning_of_a_shared_object_are_bytes(store):
    odd = b"briefgen joined 1\n" + b"0" * 64 + b"\nhead"

    assert odd == store.get(store.put(odd))


def test_an_object_is_taken_over_with_the_rest_that_it_shares_as_they_are_on_the_disk(store, tmp_path):
    rest = store.put(b"body" * 1000)
    one, other = store.put_before([b"to one", b"to the other"], rest)
    copy = DiskObjects(tmp_path / "copy")

    assert (2, 1, 0) == (copy.take(one, store), copy.take(other, store), copy.take(rest, store))
    assert store.get(other) == copy.get(other)
    assert 4500 > sum(file.stat().st_size for file in copy.folder.glob("??/*"))


def test_a_damaged_object_is_not_taken_over(store, tmp_path):
    digest = store.put(b"yes")
    (store.folder / digest[:2] / digest).write_bytes(b"no!")

    with pytest.raises(EnvironmentFailed, match="damaged"):
        DiskObjects(tmp_path / "copy").take(digest, store)
