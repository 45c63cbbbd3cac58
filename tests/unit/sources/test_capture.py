from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import dataclass, field, replace

import pytest

import noisy_pages
from briefgen.model.fetching import Fetched, FetchFailed, NotModified
from briefgen.model.source import CaptureState, Source, SourceKind
from briefgen.objects import DiskObjects
from briefgen.sources import web
from briefgen.sources.capture import capture_all
from briefgen.sources.look import whole_text_of
from briefgen.testing import FixedClock, MemoryFiles
from sources_server import dripping, redirect

FEED = "<rss><channel><title>News</title>{}</channel></rss>"
ITEM = "<item><title>{0}</title><link>https://example.org/{0}</link></item>"


@dataclass
class Desk:
    """Looks again and again, as a schedule would."""

    fetcher: object
    objects: DiskObjects
    files: dict[str, bytes] = field(default_factory=dict)
    standing: dict[str, object] = field(default_factory=dict)

    def look(self, *sources, deadline=5.0, **options):
        captures = capture_all(
            sources, self.standing, fetcher=self.fetcher, files=MemoryFiles(self.files), objects=self.objects,
            clock=FixedClock(), deadline=deadline, **options,
        )  # fmt: skip
        self.standing |= {capture.source.identity: capture.snapshot for capture in captures if capture.snapshot}
        return captures if len(captures) != 1 else captures[0]

    def text(self, capture):
        return self.objects.get(capture.snapshot.text).decode()


@pytest.fixture
def desk(fetcher, tmp_path):
    return Desk(fetcher, DiskObjects(tmp_path))


def web_source(url, **options):
    return Source("a", SourceKind.WEB, url, **options)


def article(seed=1):
    return noisy_pages.make_article(seed)


def test_the_first_look_is_a_baseline_and_noise_is_no_change_and_an_edit_is_one(site, desk):
    url = site.page("/a", noisy_pages.render("news_site", article(), 1))
    first = desk.look(web_source(url))
    site.page("/a", noisy_pages.render("news_site", article(), 2))
    second = desk.look(web_source(url))
    site.page("/a", noisy_pages.render("news_site", noisy_pages.edit(article(), 5), 3))
    third = desk.look(web_source(url))

    assert [CaptureState.BASELINE, CaptureState.UNCHANGED, CaptureState.CHANGED] == [first.state, second.state, third.state]
    assert first.snapshot == second.snapshot == third.previous != third.snapshot
    assert "2022-10-20T00:00:00Z" == first.snapshot.captured_at


def test_a_noisy_look_stores_nothing_and_takes_over_the_validator(site, desk, tmp_path):
    source = web_source(site.page("/a", noisy_pages.render("news_site", article(), 1), ETag='"1"'))
    desk.look(source)
    stored = sorted(tmp_path.glob("??/*"))
    site.page("/a", noisy_pages.render("news_site", article(), 2), ETag='"2"')
    second = desk.look(source)
    desk.look(source)

    assert (CaptureState.UNCHANGED, '"2"') == (second.state, second.snapshot.etag)
    assert stored == sorted(tmp_path.glob("??/*"))
    assert '"2"' == site.asked("/a")[2]["if-none-match"]


def test_what_a_person_accepts_is_the_source_however_short_it_is_but_never_nothing(site, desk):
    source = web_source(site.page("/a", noisy_pages.render("news_site", article(2), 1)))
    before = desk.look(source)
    site.page("/a", "<p>A page of one paragraph, which is another page than the long one that was here before.</p>")
    rejected = desk.look(source)
    accepted = desk.look(source, accepted=frozenset({source.identity}))
    site.page("/a", "<div id='root'></div>")
    empty = desk.look(source, accepted=frozenset({source.identity}))

    assert rejected.reason.endswith("briefgen sources accept a")
    assert (CaptureState.CHANGED, before.snapshot) == (accepted.state, accepted.previous)
    assert (CaptureState.REJECTED, accepted.snapshot) == (empty.state, empty.snapshot)


def test_a_page_that_goes_there_and_back_changes_twice(site, desk):
    states = []
    for content in (article(), noisy_pages.edit(article(), 5), article()):
        url = site.page("/a", noisy_pages.render("divs", content, 1))
        states.append(desk.look(web_source(url)).state)

    assert [CaptureState.BASELINE, CaptureState.CHANGED, CaptureState.CHANGED] == states


def test_the_same_bytes_are_not_read_again(site, desk, monkeypatch):
    source = web_source(site.page("/a", noisy_pages.render("divs", article(), 1)))
    desk.look(source)
    monkeypatch.setattr(web, "extract", lambda fetched: pytest.fail("it was read"))

    assert CaptureState.UNCHANGED is desk.look(source).state


def test_a_page_that_the_server_says_is_unchanged_is_not_sent(site, desk):
    source = web_source(site.page("/a", noisy_pages.render("divs", article(), 1), ETag='"1"'))
    desk.look(source)
    again = desk.look(source)

    assert (CaptureState.UNCHANGED, again.snapshot.text) == (again.state, again.seen)
    assert '"1"' == site.asked("/a")[1]["if-none-match"]


def test_in_a_fresh_checkout_the_bytes_are_had_again_and_nothing_has_changed(site, desk, tmp_path):
    source = web_source(site.page("/a", noisy_pages.render("divs", article(), 1), ETag='"1"'))
    first = desk.look(source)
    desk.objects = DiskObjects(tmp_path / "fresh")
    second = desk.look(source)

    assert (CaptureState.UNCHANGED, first.snapshot) == (second.state, second.snapshot)
    assert desk.text(first)


def test_another_extractor_reads_the_old_bytes_too_so_that_an_upgrade_is_no_change(site, desk, monkeypatch):
    source = web_source(site.page("/a", noisy_pages.render("wiki", article(), 1)))
    first = desk.look(source)
    real = web.extract

    def upgraded(fetched):
        made = real(fetched)
        return replace(made, text=made.text.replace(".", " ."), version="99")

    monkeypatch.setattr(web, "extract", upgraded)
    site.page("/a", noisy_pages.render("wiki", article(), 2))
    second = desk.look(source)
    site.page("/a", noisy_pages.render("wiki", noisy_pages.edit(article(), 3), 3))
    third = desk.look(source)

    assert (CaptureState.UNCHANGED, first.snapshot) == (second.state, second.snapshot)
    assert (CaptureState.CHANGED, "99") == (third.state, third.snapshot.extractor_version)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<title>Page not found</title><h1>404</h1><p>Sorry, the page you are looking for could not be found.</p>", "not found"),
        ("<title>Access Denied</title><p>You don't have permission to access this server.</p>", "denied"),
        ("<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>", "robots"),
        ("<p>Please complete the CAPTCHA to go on to the site that you asked for.</p>", "robots"),
        ("<h1>Before you continue</h1><p>We use cookies and data to deliver and maintain services.</p>", "consent"),
        ("<h1>503 Service Temporarily Unavailable</h1><p>The server is down for a short while, we are sorry.</p>", "server failed"),
        ("<p>Subscribe to continue reading this article, and have all of our others for a month.</p>", "payment"),
        ("<script>render()</script><div id='root'></div>", "no text"),
        ("", "no page"),
        ("<p>A page of one paragraph, which is another page than the long one that was here before.</p>", "shrunk"),
    ],
)  # fmt: skip
def test_what_is_not_the_page_never_replaces_it(site, desk, body, words):
    source = web_source(site.page("/a", noisy_pages.render("news_site", article(2), 1)))
    before = desk.look(source)
    site.page("/a", body)
    after = desk.look(source)

    assert (CaptureState.REJECTED, before.snapshot) == (after.state, after.snapshot)
    assert words in after.reason


def test_an_error_page_is_no_baseline_either(site, desk):
    capture = desk.look(web_source(site.page("/a", "<title>404 Not Found</title><h1>Not found</h1><p>There is nothing here.</p>")))

    assert (CaptureState.REJECTED, None) == (capture.state, capture.snapshot)


def test_an_article_about_captchas_is_an_article(site, desk):
    body = "<h1>How a captcha tells you are human</h1>" + "".join(noisy_pages.ps(article(seed)) for seed in (2, 3, 4))

    assert CaptureState.BASELINE is desk.look(web_source(site.page("/a", body))).state


@pytest.mark.parametrize("status", [404, 500, 503])
def test_a_failing_server_leaves_the_snapshot_and_tells_how_long_to_wait(site, desk, status):
    source = web_source(site.page("/a", noisy_pages.render("divs", article(), 1)))
    before = desk.look(source)
    site.page("/a", "gone", status=status, **{"Retry-After": "60"})
    after = desk.look(source)

    assert (CaptureState.UNREACHABLE, before.snapshot, 60) == (after.state, after.snapshot, after.retry_after)
    assert str(status) in after.reason


def test_what_may_not_be_fetched_is_refused(site, desk):
    site.put("/away", redirect("http://169.254.169.254/latest/meta-data/"))

    assert CaptureState.REFUSED is desk.look(web_source(site.origin + "/away")).state


def test_a_body_too_large_is_rejected(site, desk):
    source = web_source(site.page("/big", "x" * 1_100_000))

    assert CaptureState.REJECTED is desk.look(source).state


def test_evidence_outside_the_main_text_is_watched_too(site, desk):
    page = "<main><h1>Report</h1>{}</main><footer><p>{}</p></footer>".format(noisy_pages.ps(article()), "{}")
    source = web_source(site.page("/a", page.format("Figures as of 3 May: 46 drones")), evidence=("46 drones",))
    first = desk.look(source)
    site.page("/a", page.format("Figures as of 4 May: none"))
    second = desk.look(source)

    assert "46 drones" in desk.text(first)
    assert CaptureState.CHANGED is second.state
    assert "46 drones" in whole_text_of(source, first.snapshot, desk.objects)


def test_a_restless_source_changes_only_where_evidence_is_lost(site, desk):
    source = web_source(site.page("/a", noisy_pages.render("divs", article(1), 1)), evidence=(article(1).items[0],))
    restless = frozenset({source.identity})
    desk.look(source)
    site.page("/a", noisy_pages.render("divs", replace(article(1), paragraphs=article(4).paragraphs), 1))
    damped = desk.look(source, restless=restless)
    site.page("/a", noisy_pages.render("divs", article(3), 1))
    lost = desk.look(source, restless=restless)

    assert (CaptureState.UNCHANGED, CaptureState.CHANGED) == (damped.state, lost.state)
    assert "every look" in damped.reason
    assert damped.seen != damped.snapshot.text


def test_a_local_file_changes_by_its_words_and_not_by_its_line_ends(desk):
    source = Source("n", SourceKind.FILE, "briefs/x/notes.md")
    desk.files["briefs/x/notes.md"] = b"# Notes\nSeen by us.\n"
    first = desk.look(source)
    desk.files["briefs/x/notes.md"] = b"# Notes\r\nSeen by us.\r\n"
    second = desk.look(source)
    desk.files["briefs/x/notes.md"] = b"# Notes\nSeen by them.\n"

    assert [CaptureState.BASELINE, CaptureState.UNCHANGED, CaptureState.CHANGED] == [
        first.state,
        second.state,
        desk.look(source).state,
    ]


def test_a_local_file_that_is_missing_is_unreachable_and_says_why(desk):
    capture = desk.look(Source("n", SourceKind.FILE, "briefs/x/gone.md"))

    assert (CaptureState.UNREACHABLE, "there is no file briefs/x/gone.md") == (capture.state, capture.reason)


def test_a_dataset_changes_by_its_values(desk):
    source = Source("d", SourceKind.DATASET, "data.json")
    states = []
    for content in (b'{"a": 1, "b": [1, 2]}', b'{\r\n "b": [1, 2],\r\n "a": 1\r\n}', b'{"a": 1, "b": [2, 1]}'):
        desk.files["data.json"] = content
        states.append(desk.look(source).state)

    assert [CaptureState.BASELINE, CaptureState.UNCHANGED, CaptureState.CHANGED] == states


def test_a_feed_tells_of_new_items_that_match_and_of_no_others(site, desk):
    source = Source("f", SourceKind.FEED, site.page("/f", FEED.format(ITEM.format("drones-1"))), filter="DRONE")
    desk.look(source)
    site.page("/f", FEED.format(ITEM.format("weather")))
    second = desk.look(source)
    site.page("/f", FEED.format(ITEM.format("weather") + ITEM.format("more-drones")))
    third = desk.look(source)

    assert (CaptureState.UNCHANGED, ()) == (second.state, second.candidates)
    assert (CaptureState.CHANGED, ["more-drones"]) == (third.state, [item.title for item in third.candidates])


def test_what_is_declared_a_page_and_is_something_else_is_read_as_what_it_is(site, desk):
    source = web_source(site.page("/data", '{"b": 1, "a": 2}', media_type="application/json; charset=utf-8"))

    assert "dataset" == desk.look(source).snapshot.extractor


def test_results_stand_in_the_order_of_the_sources_and_two_of_one_address_share_a_look(site, desk):
    urls = [site.page(f"/{n}", f"<p>The page with number {n} says this and nothing else.</p>") for n in range(30)]
    sources = [Source(f"k{n}", SourceKind.WEB, url) for n, url in enumerate(urls)]
    twin = Source("twin", SourceKind.WEB, urls[0], evidence=("number 0",))
    captures = desk.look(*sources, twin)

    assert [*(f"k{n}" for n in range(30)), "twin"] == [capture.source.key for capture in captures]
    assert captures[0].snapshot == captures[-1].snapshot
    assert 1 == len(site.asked("/0"))


@dataclass
class Hanging:
    """A fetcher for which every host but one hangs, fails or is broken."""

    release: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    def fetch(self, url, *, etag="", last_modified=""):
        self.asked.append(url)
        if "hang" in url:
            self.release.wait(20)
        if "bug" in url:
            raise ZeroDivisionError("oops")
        if "gone" in url:
            raise FetchFailed("it is gone", status=410)
        if etag:
            return NotModified(url)
        return Fetched(url, b"<p>This page says something that can be read.</p>", "text/html")


def test_nothing_that_happens_to_one_source_touches_another_and_the_deadline_holds(tmp_path):
    fetcher = Hanging()
    names = ("hang", "bug", "fine", "gone", "hang2")
    begun = time.monotonic()
    captures = Desk(fetcher, DiskObjects(tmp_path)).look(*(web_source(f"https://{name}.example/") for name in names), deadline=0.4)
    fetcher.release.set()

    assert time.monotonic() - begun < 0.9
    unreachable, baseline = CaptureState.UNREACHABLE, CaptureState.BASELINE
    assert [unreachable, unreachable, baseline, unreachable, unreachable] == [capture.state for capture in captures]
    assert "oops" in captures[1].reason
    assert "time for all sources" in captures[0].reason


def test_a_host_that_cannot_be_had_is_tried_once(tmp_path):
    from briefgen.sources.destination import HostUnreachable

    class Down(Hanging):
        def fetch(self, url, **conditions):
            self.asked.append(url)
            raise HostUnreachable("the name is not known")

    fetcher = Down()
    captures = Desk(fetcher, DiskObjects(tmp_path)).look(*(web_source(f"https://down.example/{n}") for n in range(20)), workers=1)

    assert (1, {CaptureState.UNREACHABLE}) == (len(fetcher.asked), {capture.state for capture in captures})


def test_a_hung_socket_does_not_keep_the_process_alive(site):
    site.put("/drip", dripping(b"", for_seconds=20))
    program = textwrap.dedent(f"""
        from pathlib import Path
        from briefgen.model.source import Source, SourceKind
        from briefgen.objects import DiskObjects
        from briefgen.sources.capture import capture_all
        from briefgen.sources.fetcher import GuardedFetcher
        from briefgen.testing import FixedClock, MemoryFiles
        fetcher = GuardedFetcher(contact="", allowed_hosts=frozenset({{"{site.host}"}}), deadline=15)
        made = capture_all([Source("a", SourceKind.WEB, "{site.origin}/drip")], {{}}, fetcher=fetcher, files=MemoryFiles(),
            objects=DiskObjects(Path("nowhere")), clock=FixedClock(), deadline=0.3)
        print(made[0].state)
    """)
    begun = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=False, timeout=15
    )

    assert "unreachable" == run.stdout.strip(), run.stderr
    assert time.monotonic() - begun < 5


def test_a_thousand_sources_that_say_what_they_said_cost_little(tmp_path):
    desk = Desk(Hanging(), DiskObjects(tmp_path))
    desk.fetcher.fetch = lambda url, *, etag="", last_modified="": (
        NotModified(url) if etag else Fetched(url, f"<p>The page at {url} says this.</p>".encode(), "text/html", etag='"1"')
    )
    sources = [web_source(f"https://example.org/{n}") for n in range(200)]
    desk.look(*sources, deadline=30)
    begun = time.monotonic()
    captures = desk.look(*sources)

    assert {CaptureState.UNCHANGED} == {capture.state for capture in captures}
    assert time.monotonic() - begun < 1.0
