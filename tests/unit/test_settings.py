from __future__ import annotations

from datetime import timedelta

import pytest

from briefgen.model.errors import MalformedFile
from briefgen.settings import Settings, read_settings


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
        ("[sources\n", 1, "is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_line(text, line, said):
    with pytest.raises(MalformedFile) as caught:
        read_settings(text)

    assert said in str(caught.value)
    assert ("briefs/briefgen.toml", line) == (caught.value.position.file, caught.value.position.line)
