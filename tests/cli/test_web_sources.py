"""The whole loop over a real connection: a page on loopback changes, and what becomes of the edition that cites it."""

from __future__ import annotations

import pytest

from desk import PAGE, SOURCES, SUMMARY, Desk
from sources_server import Site, serving

ARTICLE = """<!doctype html><html lang="en"><head><title>Drones for Russia</title><meta name="token" content="{token}"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Drones for Russia</h1>
<p>Officials said on {day} that Russia had received {number} drones thus far, and that crews were in training on the peninsula.</p>
<p>The shipments began in the summer and went by air and over the Caspian Sea, according to people who know the matter well.</p>
<p>More are expected before the winter, among them models of longer range, which both governments have denied in public.</p>
</article><footer>{token} visitors today</footer></body></html>"""


def article(day: str = "Tuesday", number: str = "46", token: str = "x1") -> str:
    return ARTICLE.format(day=day, number=number, token=token)


@pytest.fixture
def site():
    with serving() as served:
        yield served


@pytest.fixture
def desk(tmp_path, monkeypatch, site: Site) -> Desk:
    desk = Desk(tmp_path)
    url = site.page("/drones", article())
    desk.write(text=SUMMARY, sources=SOURCES.replace(PAGE, url))
    desk.file("briefs/briefgen.toml", f'[sources]\nallowed_hosts = ["{site.host}"]\n')
    monkeypatch.chdir(tmp_path)
    return desk


def test_noise_does_nothing_a_word_elsewhere_is_verified_and_a_lost_quotation_holds(desk, site, briefgen):
    first = briefgen("refresh")
    assert (0, True) == (first.code, "1 source: 1 seen first" in first.err), first.err

    site.page("/drones", article(token="x2"))
    assert "1 brief: 1 unchanged; 1 source: 1 unchanged" in briefgen("refresh").err
    site.page("/drones", article(day="Wednesday"))
    assert "@page changed; all it rests on is still there, nobody is told" in briefgen("refresh").err
    site.page("/drones", article(day="Wednesday", number="60"))
    held = briefgen("refresh")
    assert (4, True) == (held.code, "briefs/drones/sections/summary.md:3:1: warning[span-gone]" in held.err)
    site.page("/drones", "Not found", status=404)
    assert 4 == briefgen("refresh").code
    site.page("/drones", article())
    assert 0 == briefgen("refresh").code


def test_a_page_cut_short_for_good_is_accepted_by_the_command_that_its_rejection_names(desk, site, briefgen):
    briefgen("refresh")
    site.page("/drones", "<title>Drones</title><p>Officials said on Tuesday that 46 drones had been received.</p>")
    assert "briefgen sources accept page" in briefgen("refresh").err
    assert "1 rejected" in briefgen("sources", "refresh").err

    assert "1 changed" in briefgen("sources", "accept", "@page").err
    assert 4 == briefgen("refresh").code
    assert "1 unchanged" in briefgen("sources", "refresh").err


def test_the_server_is_asked_with_the_validator_of_the_last_look(desk, site, briefgen):
    for number in ("1", "2"):
        site.page("/drones", article(token=f"x{number}"), ETag=f'"{number}"')
        briefgen("refresh")
    assert "1 source: 1 unchanged" in briefgen("refresh").err
    assert ['"1"', '"2"'] == [asked["if-none-match"] for asked in site.asked("/drones")[1:]]


def test_a_private_address_is_refused_unless_the_workspace_allows_it(desk, site, briefgen):
    (desk.root / "briefs/briefgen.toml").unlink()

    run = briefgen("refresh")
    assert 0 == run.code
    assert "warning[source-not-seen]: @page was never captured" in run.err
    assert [] == site.asked("/drones")
