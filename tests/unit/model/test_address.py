"""Where links may lead, and how their addresses are written."""

from __future__ import annotations

import pytest

from briefgen.model.address import LONGEST, ascii_form, linkable


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "HTTPS://Example.org/a?b#c",
        "https://user@example.org:8080/",
        "https://[2001:db8::1]:443/x",
        "https://пример.рф/новости",
        "mailto:desk@example.org",
        "MAILTO:desk@example.org?subject=A",
        " https://example.org ",
    ],
)
def test_the_web_and_mail_may_be_linked_to(url):
    assert linkable(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#section",
        "/etc/passwd",
        "//example.org",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.org",
        "http://",
        "https:///path",
        "http://?q",
        "http://a b/",
        "http://./",
        "http://host:99999/",
        "http://host:port/",
        "http://[::1",
        "mailto:",
        "mailto:?subject=A",
        "vbscript:https://example.org",
    ],
)
def test_nothing_else_may(url):
    assert not linkable(url)


def test_an_address_that_no_reader_would_follow_is_not_linked_to():
    assert linkable("https://example.org/" + "a" * (LONGEST - 20))
    assert not linkable("https://example.org/" + "a" * (LONGEST - 19))
    assert not linkable("https://example.org/" + "ж" * (LONGEST // 4))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://Пример.рф:8080/путь", "https://xn--e1afmkfd.xn--p1ai:8080/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://user@пример.рф/", "https://user@xn--e1afmkfd.xn--p1ai/"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/a b<c>", "https://example.org/a%20b%3Cc%3E"),
        ("https://example.org/[x]", "https://example.org/%5Bx%5D"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("mailto:desk@пример.рф", "mailto:desk@%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D1%80%D1%84"),
        ("https://example.org/\ud800", "https://example.org/%EF%BF%BD"),
    ],
)
def test_an_address_is_written_in_ascii(url, expected):
    assert expected == ascii_form(url)
    assert expected == ascii_form(ascii_form(url))


def test_a_host_that_is_none_is_percent_encoded():
    assert "http://a%20b/" == ascii_form("http://a b/")
    assert ascii_form(f"http://{'ж' * 80}.рф/").isascii()
