from __future__ import annotations

import base64
import pickle
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.errors import EnvironmentFailed, WorkspaceError
from briefgen.outbox.credentials import CONCEALED, Redactor, Secret, find_secret

NAME = "BRIEFGEN_MAIL_PASSWORD"
ALL = st.text(st.characters(codec="utf-8"), max_size=40)
SECRETS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=8, max_size=40)


def nowhere(service, name):
    return None


def test_a_file_comes_before_the_environment_and_both_before_the_keyring(tmp_path):
    (tmp_path / "secret").write_text("from a file\n")
    (tmp_path / NAME).write_text("from systemd")
    everywhere = {f"{NAME}_FILE": str(tmp_path / "secret"), "CREDENTIALS_DIRECTORY": str(tmp_path), NAME: "from the environment"}
    found = []
    for gone in ("", f"{NAME}_FILE", "CREDENTIALS_DIRECTORY", NAME):
        everywhere.pop(gone, None)
        found.append(find_secret(NAME, everywhere, lambda *asked: f"from the keyring: {asked}").reveal())

    assert ["from a file", "from systemd", "from the environment", f"from the keyring: {('briefgen', NAME)}"] == found


def test_a_secret_that_is_nowhere_says_where_it_may_be():
    with pytest.raises(WorkspaceError) as raised:
        find_secret(NAME, {}, nowhere)

    assert NAME in raised.value.message
    assert all(place in raised.value.hint for place in (f"{NAME}_FILE", f"set {NAME}", "keyring set briefgen"))


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_file_that_holds_no_secret_is_not_passed_over(tmp_path, content):
    place = tmp_path / "secret"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(EnvironmentFailed, match=f"{NAME}_FILE"):
        find_secret(NAME, {f"{NAME}_FILE": str(place), NAME: "another"}, nowhere)


def test_a_secret_shows_itself_to_nobody():
    secret = Secret("hunter2")

    assert {CONCEALED} == {str(secret), repr(secret), f"{secret}", f"{secret!r}"}
    assert "hunter2" not in repr([secret]) + repr({"secret": secret})
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@given(SECRETS, ALL, ALL)
def test_a_secret_is_taken_out_of_any_text(secret, before, after):
    assert secret not in Redactor([Secret(secret)])(f"{before}{secret}{after}").replace(CONCEALED, "")


@given(SECRETS, st.binary(max_size=30), st.binary(max_size=30))
def test_a_secret_is_taken_out_of_the_base64_of_what_holds_it(secret, before, after):
    """As AUTH PLAIN and XOAUTH2 carry it: between other bytes, at any of the three places."""
    carried = base64.b64encode(before + secret.encode() + after).decode()
    left = Redactor([Secret(secret)])(f"535 {carried} is wrong")

    whole = base64.b64encode(bytes(len(before) % 3) + secret.encode()).decode()
    assert CONCEALED in left
    assert whole[4:-4] not in left


@given(SECRETS)
def test_a_secret_is_taken_out_of_an_address(secret):
    assert quote(secret, safe="") not in Redactor([Secret(secret)])(f"?token={quote(secret, safe='')}&x=1").replace(CONCEALED, "")


def test_without_secrets_nothing_is_taken_out():
    assert "all of it" == Redactor()("all of it") == Redactor([Secret(""), Secret("a")])("all of it")
