"""Feeds: RSS 0.9x to 2.0, RDF, Atom (RFC 4287) and JSON Feed 1.x."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from briefgen.model.source import FeedItem
from briefgen.model.wording import normalise
from briefgen.sources.extraction import Extraction, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from briefgen.model.fetching import Fetched

VERSION = "1"
_MOST = 2000
"""Items that are read."""
_TAG = re.compile(r"<[^<>]{0,2000}>")


def extract(fetched: Fetched) -> Extraction:
    """The items of a feed, a line each. Raises :class:`Unreadable` for what is no feed."""
    body = fetched.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    title, items = _read_json(body, fetched.url) if body.startswith(b"{") else _read_xml(body, fetched.url)
    text = normalise("\n".join(" | ".join(filter(None, (item.published, item.title, item.url))) for item in items))
    return Extraction(text, title, "feed", VERSION, items=tuple(items))


def _read_json(body: bytes, base: str) -> tuple[str, list[FeedItem]]:
    try:
        feed = json.loads(body.decode("utf-8", "replace"))
        entries = [entry for entry in feed["items"] if isinstance(entry, dict)][:_MOST]
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise Unreadable("it is JSON, but no JSON Feed") from problem
    return _plain(feed.get("title")), [
        FeedItem(
            _plain(entry.get("title") or entry.get("summary") or entry.get("content_text")),
            _link(entry.get("url") or entry.get("external_url"), base),
            _plain(entry.get("date_modified") or entry.get("date_published"), 40),
        )
        for entry in entries
    ]


def _read_xml(body: bytes, base: str) -> tuple[str, list[FeedItem]]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError) as problem:
        raise Unreadable("it is not XML") from problem
    if root is None or _local(root) not in ("rss", "rdf", "feed"):
        raise Unreadable("it is neither RSS, Atom nor a JSON Feed")
    entries = [element for element in root.iter() if _local(element) in ("item", "entry")][:_MOST]
    head = next((element for element in root.iter() if _local(element) == "channel"), root)
    return _child(head, "title"), [_item(entry, base) for entry in entries]


def _item(entry: _Element, base: str) -> FeedItem:
    title = _child(entry, "title") or _child(entry, "description") or _child(entry, "summary")
    date = _child(entry, "updated") or _child(entry, "published") or _child(entry, "pubdate") or _child(entry, "date")
    links = [element for element in entry if _local(element) == "link"]
    chosen = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    address = (chosen.get("href") or chosen.text) if chosen is not None else _child(entry, "guid")
    return FeedItem(title, _link(address, base), date[:40])


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _child(element: _Element, name: str) -> str:
    for child in element:
        if _local(child) == name:
            return _plain("".join(_texts(child)))
    return ""


def _texts(element: _Element) -> Iterator[str]:
    """The text below an element; an entity that is not one of XML's five stays unread."""
    for part in element.itertext():
        yield str(part)


def _plain(value: Any, most: int = 300) -> str:
    """Plain text of what may be escaped HTML."""
    text = value if isinstance(value, str) else ""
    return " ".join(normalise(html.unescape(_TAG.sub("", html.unescape(text[: 20 * most])))).split())[:most]


def _link(value: Any, base: str) -> str:
    """An absolute address of a page, or nothing: a feed may not lead a reader to ``javascript:``."""
    try:
        link = urljoin(base, value.strip()) if isinstance(value, str) and value.strip() else ""
    except ValueError:
        return ""
    return link[:2000] if link.lower().startswith(("http://", "https://")) else ""
