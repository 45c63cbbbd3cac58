from __future__ import annotations

import sys
import time
from contextlib import suppress

import pytest

import noisy_pages
import noisy_pages_more
from briefgen.model.fetching import Fetched
from briefgen.model.wording import contains, fold
from briefgen.sources import web
from briefgen.sources.extraction import Unreadable
from briefgen.sources.volatile import is_volatile, settled

LAYOUTS = {**noisy_pages.LAYOUTS, **noisy_pages_more.LAYOUTS}
ARTICLES = range(4)


def read(text, charset="utf-8"):
    return web.extract(Fetched("https://example.org/a", text.encode(charset), "text/html", charset))


def article(name, seed):
    return noisy_pages.make_article(seed, "ar" if name in ("arabic", "persian") else "en")


def look(name, content, noise):
    return fold(read(LAYOUTS[name](content, noisy_pages.Noise(noise))).text)


@pytest.fixture(params=["trafilatura", "plain"])
def extractor(request, monkeypatch):
    if request.param == "plain":
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    else:
        pytest.importorskip("trafilatura", reason="the extra [web] is not installed")
    return request.param


@pytest.mark.parametrize("name", LAYOUTS)
def test_tokens_adverts_clocks_counters_and_other_stories_are_no_change(name, extractor):
    alarms = [seed for seed in ARTICLES if look(name, article(name, seed), seed) != look(name, article(name, seed), 100 + seed)]

    assert [] == alarms


def test_nineteen_of_twenty_edits_of_one_word_are_seen(extractor):
    missed, made = [], 0
    for name in LAYOUTS:
        for seed in ARTICLES:
            content = article(name, seed)
            edited = noisy_pages.edit(content, seed)
            if edited != content:
                made += 1
                missed += [(name, seed)] if look(name, content, seed) == look(name, edited, 200 + seed) else []

    assert len(LAYOUTS) * len(ARTICLES) * 0.9 < made
    assert len(missed) <= 0.05 * made, missed


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_article_is_in_the_text_and_the_surroundings_are_not(name, extractor):
    content = article(name, 3)
    noise = noisy_pages.Noise(7)
    text = read(LAYOUTS[name](content, noise)).text

    assert [] == [sentence for sentence in (*content.paragraphs, *content.items) if not contains(text, sentence)]
    assert not contains(text, "this week only")


def test_the_extractor_says_who_it_is(extractor):
    got = read(noisy_pages.render("news_site", article("news_site", 1), 1))

    assert extractor == got.extractor
    assert (extractor == "plain") == bool(got.warnings)


def test_the_title_is_the_one_for_sharing_or_the_heading():
    assert "Head" == read("<title>Site - Head (3)</title><h1>Head</h1><p>Some text that says something to a reader.").title


def test_the_whole_page_keeps_what_the_main_text_leaves_out():
    page = Fetched("https://example.org/", b"<nav>Contents</nav><p>A paragraph that says something.</p><footer>Imprint</footer>")

    assert "Contents\nA paragraph that says something.\nImprint" == web.whole(page)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        ("<p>Größe über alles, sagte der Sprecher.</p>".encode(), ""),
        ("<p>Größe über alles, sagte der Sprecher.</p>".encode("latin-1"), "iso-8859-1"),
        ('<meta charset="windows-1252"><p>Größe über alles, sagte der Sprecher.</p>'.encode("cp1252"), ""),
        ("\ufeff<p>Größe über alles, sagte der Sprecher.</p>".encode("utf-16-le"), ""),
        ("<p>Größe über alles, sagte der Sprecher.</p>".encode("cp1252"), "no-such-charset"),
    ],
)
def test_the_encoding_is_found_as_a_browser_finds_it(body, header):
    assert "Größe über alles" in web.whole(Fetched("https://example.org/", body, "text/html", header))


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- nothing -->"])
def test_an_empty_answer_is_no_page(body):
    with pytest.raises(Unreadable):
        web.extract(Fetched("https://example.org/", body))


@pytest.mark.parametrize(
    "body", [b"<div>" * 5000, b"<table>" * 2000 + b"x", b"<a href='" * 2000, b"\x00\xff\xfe<p>x", b"<p>" + b"x" * 500_000]
)
def test_a_page_made_to_hurt_does_not(body):
    begun = time.monotonic()
    with suppress(Unreadable):
        web.extract(Fetched("https://example.org/", body))

    assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize("box", ["<h3>Related</h3>", "<div><h3>Advertisement</h3><b></b></div>"])
def test_thousands_of_labels_cost_what_their_bytes_cost(box):
    began = time.process_time()
    text = read(f"<body>{box * 4000}<p>Officials said on Tuesday that Russia had received 46 drones thus far and more.</p>")
    assert time.process_time() - began < 5
    assert "46 drones" in text.text


def test_no_entity_is_read_from_outside(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret of the machine")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><p>&x; and a text that says something.</p>'

    assert "secret of" not in read(page).text


@pytest.mark.parametrize(
    "line",
    [
        "14:02", "Updated 5 minutes ago", "1,234 views", "Wed. Dec 11th, 2024", "3.4K shares", "Monday, 17 October 2022, 14:02 GMT",
        "Kyiv 12°C", "EUR/USD 1.0843 ▲", "vor 5 Minuten aktualisiert", "обновлено 12:30", "منذ 5 دقائق", "Number of visits: 88",
    ],
)  # fmt: skip
def test_clocks_and_counters_are_volatile(line):
    assert is_volatile(line)


@pytest.mark.parametrize(
    "line",
    [
        "46 drones were delivered.",
        "The treaty of 1995",
        "He said no",
        "In March 2022 the ministry confirmed it.",
        "Iran, Russia and China",
    ],
)
def test_what_says_something_is_not_volatile(line):
    assert not is_volatile(line)


def test_a_byline_keeps_its_name_and_loses_its_count():
    assert "By the desk" == settled("By the desk | 17 Oct 2022 | 1,234 views")
