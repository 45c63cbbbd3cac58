from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from briefgen import __version__
from briefgen.model.fetching import Fetched, FetchFailed, NotModified
from briefgen.sources.destination import HostUnreachable
from briefgen.sources.fetcher import GuardedFetcher
from briefgen.sources.pace import Pace
from sources_server import bomb, dripping, endless, redirect, serving

BOMB, DOUBLE_BOMB = bomb(30_000_000), bomb(30_000_000, 2)


def failure(fetcher, url):
    with pytest.raises(FetchFailed) as failed:
        fetcher.fetch(url)
    return failed.value


def test_a_page_comes_back_with_its_type_and_its_validators(site, fetcher):
    url = site.page("/a", "ä".encode("latin-1"), media_type="text/html; charset=ISO-8859-1", ETag='"1"')
    got = fetcher.fetch(url)

    assert ("ä".encode("latin-1"), "text/html", "iso-8859-1", '"1"', url) == (
        got.body, got.media_type, got.charset, got.etag, got.url,
    )  # fmt: skip


def test_the_user_agent_names_a_contact_and_nothing_else_of_us_is_sent(site, fetcher, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    fetcher.fetch(site.page("/a", "hello", **{"Set-Cookie": "a=b"}))
    fetcher.fetch(site.origin + "/a")
    first, second = site.asked("/a")

    assert f"briefgen/{__version__} (+desk@example.org)" == first["user-agent"]
    assert {"host", "user-agent", "accept", "accept-encoding"} == set(first) == set(second)
    assert "gzip" == first["accept-encoding"]


def test_a_page_that_the_server_says_is_the_same_is_not_sent_again(site, fetcher):
    url = site.page("/a", "hello", ETag='"1"')

    assert isinstance(fetcher.fetch(url, etag='"1"'), NotModified)
    assert isinstance(fetcher.fetch(url, etag='"0"'), Fetched)


def test_a_validator_cannot_smuggle_a_header(site, fetcher):
    fetcher.fetch(site.page("/a", "hello"), etag='"1"\r\nX-Evil: 1')

    assert "x-evil" not in site.asked("/a")[0]


@pytest.mark.parametrize("status", [401, 404, 410, 500, 204, 206, 304])
def test_any_status_but_200_is_a_failure_that_names_it(site, fetcher, status):
    assert status == failure(fetcher, site.page("/a", "", status=status)).status


@pytest.mark.parametrize(("said", "low", "high"), [("120", 120, 120), ("999999999999", 86400, 86400), ("soon", 0, 0), ("-5", 0, 0)])
def test_the_wait_that_a_server_asks_for_is_told(site, fetcher, said, low, high):
    assert low <= failure(fetcher, site.page("/a", "", status=503, **{"Retry-After": said})).retry_after <= high


def test_the_wait_may_be_given_as_a_date(site, fetcher):
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)

    assert 58 <= failure(fetcher, site.page("/a", "", status=503, **{"Retry-After": when})).retry_after <= 62


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://example.org/",
        "http://user:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nHost: x",
        "http://",
        "//example.org/",
        "",
        "http://[::1",
    ],
)
def test_an_address_that_is_not_plain_http_is_refused(fetcher, url):
    assert failure(fetcher, url).refused


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "１２７.0.0.1", "0.0.0.0", "10.0.0.1", "172.31.255.254",
        "192.168.1.1", "100.64.0.1", "169.254.169.254", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7",
        "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]", "[64:ff9b::169.254.169.254]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:1::1]", "[2001:db8::1]",
        "[3fff::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd12::1]", "[fec0::1]", "[ff02::1]", "[100::1]", "[5f00::1]",
        "[::127.0.0.1]", "[2001:2::1]",
    ],
)  # fmt: skip
def test_no_spelling_of_a_special_address_is_connected_to(host):
    assert failure(GuardedFetcher(contact="", deadline=1.0), f"http://{host}/").refused


@pytest.mark.parametrize("address", ["8.8.8.8", "192.0.1.1", "2606:4700::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"])
def test_ordinary_addresses_pass_the_guard(address):
    from briefgen.sources.addresses import read_ip, special

    assert None is special(read_ip(address))


def test_one_private_answer_among_public_ones_refuses_the_name():
    fetcher = GuardedFetcher(contact="", deadline=1.0, resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])

    assert "10.0.0.1" in failure(fetcher, "http://example.org/").reason


def test_a_name_is_resolved_once_so_that_a_second_answer_cannot_lead_elsewhere(site):
    port = int(site.host.rpartition(":")[2])
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]])
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return next(answers)

    site.page("/a", "hello")
    fetcher = GuardedFetcher(contact="", allowed_hosts=frozenset({f"rebind.example:{port}"}), deadline=1.0, resolve=rebinding)

    assert b"hello" == fetcher.fetch(f"http://rebind.example:{port}/a").body
    assert 2 == len(asked), "once for robots.txt and once for the page"
    assert failure(fetcher, f"http://rebind.example:{port}/a").refused


def test_an_allowed_name_still_leads_to_no_link_local_address():
    fetcher = GuardedFetcher(
        contact="", allowed_hosts=frozenset({"intra.example"}), deadline=1.0, resolve=lambda host, port: ["169.254.169.254"]
    )

    assert failure(fetcher, "http://intra.example/").refused


def test_an_allowed_host_is_allowed_at_the_port_named_and_at_no_other(site):
    other = GuardedFetcher(contact="", allowed_hosts=frozenset({"127.0.0.1:9"}), deadline=1.0)

    assert failure(other, site.page("/a", "hello")).refused


def test_redirects_are_followed_and_relative_ones_resolved(site, fetcher):
    site.page("/deep/end", "here")
    site.put("/one", redirect("/deep/two"))
    site.put("/deep/two", redirect("end", 308))

    assert site.origin + "/deep/end" == fetcher.fetch(site.origin + "/one").url


def test_a_redirect_loop_ends(site, fetcher):
    site.put("/loop", redirect("/loop"))

    assert "redirects more than 5 times" in failure(fetcher, site.origin + "/loop").reason
    assert 6 == len(site.asked("/loop"))


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/", "file:///etc/passwd", "//127.0.0.1:1/", "http://[::1]/", "//10.0.0.1/"]
)
def test_a_redirect_to_where_we_may_not_go_is_refused(site, fetcher, to):
    site.put("/away", redirect(to))

    assert failure(fetcher, site.origin + "/away").refused


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"],
)
def test_a_slow_drip_ends_at_the_deadline_wherever_it_drips(site, head):
    site.put("/drip", dripping(head))
    fetcher = GuardedFetcher(contact="", allowed_hosts=frozenset({site.host}), deadline=0.4)
    begun = time.monotonic()

    assert "in time" in failure(fetcher, site.origin + "/drip").reason
    assert time.monotonic() - begun < 1.0


def test_a_server_that_never_answers_ends_at_the_deadline():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        failure(GuardedFetcher(contact="", allowed_hosts=frozenset({host}), deadline=0.3), f"http://{host}/")

    assert time.monotonic() - begun < 0.8


def test_a_resolver_that_hangs_ends_at_the_deadline():
    fetcher = GuardedFetcher(contact="", deadline=0.2, resolve=lambda host, port: time.sleep(2) or [])

    assert isinstance(failure(fetcher, "http://example.org/"), HostUnreachable)


@pytest.mark.parametrize(
    "response",
    [
        lambda h: h.answer(200, BOMB, {"Content-Encoding": "gzip"}),
        lambda h: h.answer(200, b"x", {"Content-Length": "50000000"}),
        endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
        endless(b"HTTP/1.1 200 OK\r\n", b"X-Flood: " + b"y" * 1000 + b"\r\n"),
        endless(b"HTTP/1.1 200 OK\r\nX-One: ", b"y" * 65536),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1;" + b"y" * 65536),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X-T: " + b"y" * 1000 + b"\r\n"),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["gzip bomb", "stated length", "infinite body", "header flood", "one header", "chunk size", "trailers", "endless 100"],
)
def test_more_than_is_taken_is_stopped_without_filling_the_memory(site, fetcher, response):
    site.put("/big", response)
    tracemalloc.start()
    failure(fetcher, site.origin + "/big")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 12_000_000


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "deflate"])
def test_an_encoding_that_was_not_asked_for_is_not_decoded(site, fetcher, encoding):
    site.put("/twice", lambda h: h.answer(200, DOUBLE_BOMB, {"Content-Encoding": encoding}))

    assert "not asked for" in failure(fetcher, site.origin + "/twice").reason


def test_compressed_pages_are_read_in_one_member_or_several(site, fetcher):
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    site.put("/gz", lambda h: h.answer(200, packed, {"Content-Encoding": "gzip"}))

    assert b"one two" == fetcher.fetch(site.origin + "/gz").body


@pytest.mark.parametrize("cut", [10, 30])
def test_a_compressed_page_that_is_cut_off_is_no_page(site, fetcher, cut):
    packed = gzip.compress(b"a text of some length that is cut off somewhere" * 3)[:cut]
    site.put("/gz", lambda h: h.answer(200, packed, {"Content-Encoding": "gzip"}))

    assert "cut off" in failure(fetcher, site.origin + "/gz").reason


def test_a_page_shorter_than_its_stated_length_is_no_page(site, fetcher):
    site.put("/torn", lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))

    assert "broke off" in failure(fetcher, site.origin + "/torn").reason


def test_what_does_not_speak_http_is_a_failure(site, fetcher):
    site.put("/odd", lambda h: h.wfile.write(b"SSH-2.0-OpenSSH_9\r\n"))

    assert "HTTP" in failure(fetcher, site.origin + "/odd").reason


def test_a_port_that_nobody_listens_at_makes_the_host_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        host = f"127.0.0.1:{taken.getsockname()[1]}"

    assert isinstance(failure(GuardedFetcher(contact="", allowed_hosts=frozenset({host})), f"http://{host}/"), HostUnreachable)


def test_robots_are_obeyed_and_asked_for_once(site, fetcher):
    site.robots = "User-agent: *\nDisallow: /private\nAllow: /private/open$\n"
    site.page("/private/open", "x")

    assert failure(fetcher, site.page("/private/a", "x")).refused
    assert b"x" == fetcher.fetch(site.origin + "/private/open").body
    assert (1, 0) == (len(site.asked("/robots.txt")), len(site.asked("/private/a")))


def test_rules_for_us_by_name_count_before_those_for_all(site, fetcher):
    site.robots = "User-agent: *\nDisallow: /\n\nUser-agent: briefgen\nDisallow:\n"

    assert b"x" == fetcher.fetch(site.page("/a", "x")).body


def test_robots_that_the_server_fails_to_give_forbid_for_now(site, fetcher):
    site.page("/robots.txt", "", status=503)
    failed = failure(fetcher, site.page("/a", "x"))

    assert (503, False) == (failed.status, failed.refused)


def test_two_requests_to_a_host_keep_their_distance_and_two_hosts_do_not_wait():
    waits, now = [], [100.0]
    pace = Pace(2.0, monotonic=lambda: now[0], sleep=waits.append)
    for host in ("a", "b", "a", "a"):
        pace.wait(host, patience=10)

    assert [2.0, 4.0] == waits


def test_the_distance_is_kept_across_threads():
    pace, at = Pace(0.05), []
    threads = [threading.Thread(target=lambda: (pace.wait("a", 5), at.append(time.monotonic()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    at.sort()

    assert min(later - earlier for earlier, later in pairwise(at)) > 0.04


def test_a_host_that_asked_to_be_left_alone_is_not_asked():
    pace = Pace(1.0)
    pace.rest("a", 300)

    with pytest.raises(FetchFailed) as failed:
        pace.wait("a", patience=10)
    assert 299 <= failed.value.retry_after <= 301


def test_a_page_is_fetched_over_ipv6():
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        with serving("::1") as site:
            fetcher = GuardedFetcher(contact="", allowed_hosts=frozenset({site.host}), deadline=2.0)

            assert b"six" == fetcher.fetch(site.page("/a", "six")).body
    except OSError:
        pytest.skip("this machine has no IPv6")
