"""What the tests write into ledgers."""

from __future__ import annotations

from briefgen.model.edition import Artifact, Content, Edition, Hold, Impact, Loss
from briefgen.model.position import Position
from briefgen.model.source import Capture, CaptureState, Snapshot, Source, SourceKind

ISW = Source("isw", SourceKind.WEB, "https://example.org/isw")
NYT = Source("nyt", SourceKind.FILE, "briefs/small/nyt.txt")
SAID = Content("a" * 64, "d" * 64)
IMPACT = Impact("small", "isw", Loss.SPAN_GONE, "It has 46.", "46 drones", Position("a.md", 3, 4), ("kj-1",))
HELD = Hold(("a check fails", "isw changed"), (IMPACT,))


def artifact(number=1, brief="small"):
    return Artifact("pdf", f"{brief}-{number}.pdf", f"{number:064x}", 1000 + number)


def edition(number=1, brief="small", **fields):
    given = {"content": SAID, "sources": {"isw": "t1"}, "published_at": "2022-10-20T06:00:00Z", "reason": "first edition"}
    return Edition(brief, number, artifacts=(artifact(number, brief),), **(given | fields))


def snapshot(text, source=ISW, version="1", at="2022-10-20T05:00:00Z"):
    return Snapshot(source.identity, f"raw-{text}", text, "plain", version, at, "text/html", "A title", f'"{text}"', "")


def capture(state, text="", source=ISW, **fields):
    return Capture(source, CaptureState(state), snapshot(text, source, **fields) if text else None)
