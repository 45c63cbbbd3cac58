from __future__ import annotations

from datetime import timedelta

import pytest

from briefgen.model.errors import MalformedFile
from briefgen.settings import Settings, read_settings


def test_mail_is_read_with_the_usual_ports():
    said = read_settings(
        '[mail]\ntransport = "smtp"\nhost = "mail.example.org"\nlogin = "password"\nuser = "desk"\n'
        "answer_seconds = 300\nper_minute = 0\nwarn_mb = 5\n"
    ).mail

    assert ("smtp", "mail.example.org", "desk", 300.0, 0.0, 5.0) == (
        said.transport,
        said.host,
        said.user,
        said.answer,
        said.per_minute,
        said.warn,
    )
    assert [587, 465, 25, 2525] == [
        read_settings(f"[mail]\n{text}").mail.at_port for text in ("", "tls = 'implicit'", "tls = 'none'", "port = 2525")
    ]


def test_a_password_in_the_file_is_not_repeated():
    with pytest.raises(MalformedFile) as caught:
        read_settings("[mail]\npassword = 'hunter2'")

    assert "hunter2" not in f"{caught.value} {caught.value.hint}"


def test_an_empty_file_says_nothing_else_than_no_file():
    assert Settings() == read_settings("")


def test_every_key_is_read():
    said = read_settings(
        '[sources]\ncontact = "a@example.org"\nallowed_hosts = ["wiki.example"]\ndeadline_seconds = 5\n'
        "[editions]\nsettle_minutes = 0.5\nper_hour = 3\nat_once = 4\n"
    )

    assert ("a@example.org", ("wiki.example",), 5.0) == (said.contact, said.allowed_hosts, said.deadline)
    assert (timedelta(seconds=30), 3, 4) == (said.policy.settle, said.policy.hourly, said.policy.at_once)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[sources]\ncontakt = 'x'", 2, "did you mean contact"),
        ("\n[soruces]", 2, "did you mean sources"),
        ("[sources]\ncontact = 3", 2, "text in quotation marks"),
        ("[editions]\n\nper_hour = true", 3, "a number of 0 or more"),
        ("[editions]\nsettle_minutes = -1", 2, "a number of 0 or more"),
        ("[editions]\nper_hour = inf", 2, "a number of 0 or more"),
        ("[sources]\nallowed_hosts = [1]", 2, "a list of texts"),
        ("sources = 3", 1, "no table"),
        ("[mail]\ntransport = 'smpt'", 2, '"folder" or "smtp" or "console"'),
        ("[mail]\ntls = 'ssl'", 2, '"starttls" or "implicit" or "none"'),
        ("[mail]\nport = 70000", 2, "up to 65535"),
        ("[mail]\nport = 25.5", 2, "up to 65535"),
        ("[mail]\nanswer_seconds = 0", 2, "a number above 0"),
        ("[mail]\npasword_from = 'x'", 2, "did you mean password_from"),
        ("[mail]\nhost = 'h'\npassword = 'hunter2'", 3, "no secret stands in a file of briefs/"),
        ("[mail]\ntransport = 'smtp'", 1, "does not say host"),
        ("[mail]\ntransport = 'smtp'\nhost = 'h'\nlogin = 'password'", 1, "does not say user"),
        ("[mail]\ntransport = 'smtp'\nhost = 'h'\nlogin = 'xoauth2'\nuser = 'u'", 1, "does not say token_url"),
        ("[sources\n", 1, "is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_line(text, line, said):
    with pytest.raises(MalformedFile) as caught:
        read_settings(text)

    assert said in str(caught.value)
    assert ("briefs/briefgen.toml", line) == (caught.value.position.file, caught.value.position.line)
