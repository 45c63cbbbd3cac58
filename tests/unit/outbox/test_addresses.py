from __future__ import annotations

import pytest

from briefgen.outbox.addresses import NotAnAddress, domain_of, read_address, read_domain, same_reader


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("desk@example.org", "desk@example.org"),
        ("Duty.Editor+briefs@Example.ORG", "Duty.Editor+briefs@example.org"),
        ("o'brien_2@mail.example.org", "o'brien_2@mail.example.org"),
        ("desk@bücher.example", "desk@xn--bcher-kva.example"),
        ("desk@пример。рф", "desk@xn--e1afmkfd.xn--p1ai"),
        ("desk@xn--bcher-kva.example", "desk@xn--bcher-kva.example"),
    ],
)
def test_an_address_has_one_spelling(written, address):
    assert address == read_address(written)
    assert address == read_address(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "desk",
        "@example.org",
        "desk@",
        "desk@localhost",
        "desk@127.0.0.1",
        "desk@[127.0.0.1]",
        "desk@example..org",
        "desk@-example.org",
        "desk@example.org.",
        "desk@exa mple.org",
        ".desk@example.org",
        "de..sk@example.org",
        "desk@other.example@example.org",
        "desk@example.org@",
        '"desk"@example.org',
        "Desk <desk@example.org>",
        "desk@example.org>",
        "desk(comment)@example.org",
        "desk@example.org,other@example.org",
        "desk@example.org;other@example.org",
        "desk@example.org\r\nBcc: other@example.org",
        "desk\r\n@example.org",
        "desk@example.org\n",
        " desk@example.org",
        "desk\u2028@example.org",
        "desk@example\u202e.org",
        "дежурный@example.org",
        "a" * 65 + "@example.org",
        "desk@" + "a" * 64 + ".org",
        "desk@" + ".".join(["abcdefghij"] * 30) + ".org",
        "desk@" + "ä" * 300 + ".org",
        "%desk@example.org\x00",
    ],
)
def test_whatever_is_no_plain_address_is_refused(text):
    with pytest.raises(NotAnAddress):
        read_address(text)


def test_readers_are_compared_without_regard_to_capitals_and_domains_by_their_ascii():
    assert same_reader("Desk@example.org") == same_reader("desk@example.org")
    assert "xn--bcher-kva.example" == domain_of(read_address("desk@BÜCHER.example")) == read_domain("bücher.example")
