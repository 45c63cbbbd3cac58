from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from reading_aloud import written

from briefgen.citeproc import LockedProcessor
from briefgen.citeproc.lock import UnreadableLock, _answers_digest, read_lock, request_digest, write_lock
from briefgen.model import tree
from briefgen.model.citation import CitationRequest, CitationResult, CiteItem, Cluster, FormattedCluster, FormattedEntry
from briefgen.testing import FakeProcessor

REQUEST = CitationRequest(
    (Cluster((CiteItem("a", "page", "4"),)), Cluster((CiteItem("b"),), note=1)),
    ({"id": "a", "type": "book", "title": "Alpha"}, {"id": "b", "type": "book", "title": "Бета"}),
    '<style class="note"/>',
)
RESULT = CitationResult(
    (
        FormattedCluster(
            (tree.Text("See “Alpha,” "), tree.Emphasis((tree.Text("J. "), tree.Strong((tree.Text("x"),))))), (tree.Text("Doe"),)
        ),
        FormattedCluster(
            (tree.Link((tree.Text("example.org"),), "https://example.org/ä"), tree.LineBreak(), tree.SmallCaps((tree.Text("b"),)))
        ),
        FormattedCluster(()),
    ),
    (FormattedEntry("a", (tree.Superscript((tree.Text("2"),)), tree.Subscript((tree.Text("3"),))), (tree.Text("[1]"),)),),
    note_style=True,
    processor="pandoc 3.9",
)


class Forbidden:
    def render(self, request):
        raise AssertionError("a locked request was sent to the processor")


def with_evidence(request):
    first = replace(request.clusters[0], items=(replace(request.clusters[0].items[0], evidence="received 46 drones"),))
    return replace(request, clusters=(first, *request.clusters[1:]))


def lock_of(request):
    processor = LockedProcessor(FakeProcessor(), None)
    processor.render(request)
    return processor.lock_text


def test_an_answer_goes_through_the_file_unchanged():
    assert ("digest", RESULT) == read_lock(write_lock("digest", RESULT))


def test_the_file_has_a_line_for_each_cluster_and_its_keys_in_order():
    text = write_lock("digest", RESULT)

    assert '{"in-text": ["Doe"], "text": ["See “Alpha,” ", ["em", "J. ", ["strong", "x"]]]},' in text.splitlines()
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert text.endswith("}\n")
    assert text == write_lock("digest", RESULT)


def test_a_request_without_a_lock_is_answered_and_locked():
    inner = FakeProcessor()
    processor = LockedProcessor(inner, None)

    result = processor.render(REQUEST)

    assert inner.render(REQUEST) == result
    assert (request_digest(REQUEST), result) == read_lock(processor.lock_text)
    assert () == processor.diagnostics


def test_an_unchanged_request_never_reaches_the_processor():
    processor = LockedProcessor(Forbidden(), lock_of(REQUEST))

    assert FakeProcessor().render(REQUEST) == processor.render(REQUEST)
    assert (None, ()) == (processor.lock_text, processor.diagnostics)


def test_an_evidence_span_is_not_printed_and_does_not_open_the_lock():
    assert LockedProcessor(Forbidden(), lock_of(REQUEST)).render(with_evidence(REQUEST)).clusters


@pytest.mark.parametrize(
    "changed",
    [
        replace(REQUEST, clusters=REQUEST.clusters[:1]),
        replace(REQUEST, clusters=(Cluster((CiteItem("a", "page", "5"),)), REQUEST.clusters[1])),
        replace(REQUEST, clusters=(REQUEST.clusters[0], replace(REQUEST.clusters[1], number=3))),
        replace(REQUEST, references=({**REQUEST.references[0], "title": "Alpha, revised"}, REQUEST.references[1])),
        replace(REQUEST, style='<style class="note"><!-- new --></style>'),
        replace(REQUEST, language="de-DE"),
    ],
)
def test_whatever_can_change_the_print_opens_the_lock(changed):
    inner = FakeProcessor()
    processor = LockedProcessor(inner, lock_of(REQUEST))

    processor.render(changed)

    assert [changed] == inner.requests
    assert request_digest(changed) == read_lock(processor.lock_text)[0]
    assert () == processor.diagnostics


def test_a_document_without_citations_needs_no_lock():
    processor = LockedProcessor(FakeProcessor(), None)

    assert () == processor.render(replace(REQUEST, clusters=())).clusters
    assert processor.lock_text is None


TORN = write_lock(request_digest(REQUEST), FakeProcessor().render(REQUEST))


@pytest.mark.parametrize(
    "text",
    [
        "",
        TORN[: len(TORN) // 2],
        "<<<<" + "<<< ours\n" + TORN,
        "[]",
        "null",
        '{"version": 1}',
        TORN.replace('"version": 1', '"version": 99'),
        TORN.replace('"text": ["', '"text": [["script", "'),
        TORN.replace('["a, page 4."]', '[["a", "javascript:alert(1)", "x"]]').replace('["a', '[["a", "javascript:x", "y"], "a'),
        TORN.replace('"note-style": true', '"note-style": "yes"'),
        "[" * 100_000,
    ],
)
def test_a_torn_or_foreign_lock_is_a_warning_and_made_anew(text):
    processor = LockedProcessor(FakeProcessor(), text, file="briefs/a/citations.lock")

    assert FakeProcessor().render(REQUEST) == processor.render(REQUEST)
    assert lock_of(REQUEST) == processor.lock_text
    assert [("unreadable-lock", "warning", "briefs/a/citations.lock")] == [
        (d.code, d.severity, d.position.file) for d in processor.diagnostics
    ]


def test_a_link_in_a_lock_leads_only_where_links_may_lead():
    held = json.loads(write_lock("d", RESULT).replace("https://example.org", "javascript:alert(1)//"))
    held["answers"] = _answers_digest(held["bibliography"], held["clusters"])

    with pytest.raises(UnreadableLock, match="not as this program writes it"):
        read_lock(json.dumps(held))


def test_a_lock_of_the_real_processor_starts_no_process(processor, library, house_style, monkeypatch):
    keys = list(library)[:3]
    clusters = tuple(Cluster((CiteItem(key),), number=number) for number, key in enumerate(keys, 1))
    asked = CitationRequest(clusters, tuple(library[key].csl for key in keys), house_style)
    first = LockedProcessor(processor, None)
    answer = first.render(asked)

    def refuse(*_, **__):
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "run", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)

    locked = LockedProcessor(type(processor)(), first.lock_text)
    assert answer == locked.render(with_evidence(asked))
    assert "Example Institute, *Loitering munitions" in written(answer.clusters[0].children)


def test_a_build_with_a_lock_does_not_even_import_what_starts_processes(repository):
    code = (
        "import sys; from briefgen.citeproc import LockedProcessor, PandocProcessor;"
        "LockedProcessor(PandocProcessor(), None);"
        "print([name for name in ('subprocess', 'pypandoc', 'bibtexparser') if name in sys.modules])"
    )
    ran = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            code.replace("import sys;", f"import sys; sys.path[:0] = {[str(repository / 'src'), *sys.path]!r};"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "[]" == ran.stdout.strip()


@pytest.mark.parametrize(("old", "new"), [('"text": [', '"text": ["EDITED", '), ('"answers": "', '"answers": "0')])
def test_an_answer_edited_by_hand_is_not_printed_but_made_anew_with_a_warning(old, new):
    assert old in TORN
    locked = LockedProcessor(FakeProcessor(), TORN.replace(old, new, 1), file="briefs/a/citations.lock")

    assert FakeProcessor().render(REQUEST) == locked.render(REQUEST)
    assert TORN == locked.lock_text
    assert ["unreadable-lock"] == [finding.code for finding in locked.diagnostics]
