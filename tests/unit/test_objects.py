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
