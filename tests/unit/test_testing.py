from __future__ import annotations

import pytest

from briefgen.model.citation import CitationRequest, CiteItem, CiteMode, Cluster
from briefgen.model.errors import WorkspaceError
from briefgen.model.tree import Text
from briefgen.testing import FakeProcessor, FixedClock, MemoryFiles

FILES = MemoryFiles({"a/b.md": b"text"})


def test_files_in_memory_are_found_by_any_spelling_of_their_path():
    assert b"text" == FILES.read("a/./c/../b.md")
    assert FILES.exists("a//b.md")


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../secret", "a/none.md"])
def test_files_in_memory_are_confined_as_those_on_a_disk(path):
    assert not FILES.exists(path)
    with pytest.raises(WorkspaceError):
        FILES.read(path)


def test_the_clock_stands_still():
    clock = FixedClock()

    assert clock.now() == clock.now()


def test_the_processor_answers_every_cluster_and_remembers_what_it_was_asked():
    processor = FakeProcessor()
    clusters = (
        Cluster((CiteItem("a", "page", "4", prefix="see"), CiteItem("b"))),
        Cluster((CiteItem("b"),), CiteMode.AUTHOR_IN_TEXT),
    )
    request = CitationRequest(clusters, ({"id": "b", "title": "B"}, {"id": "a", "title": "A"}), "<style/>")

    result = processor.render(request)

    assert [(Text("see a, page 4; b."),), (Text("b."),)] == [cluster.children for cluster in result.clusters]
    assert [(), (Text("b"),)] == [cluster.in_text for cluster in result.clusters]
    assert ["a", "b"] == [entry.key for entry in result.bibliography]
    assert [request] == processor.requests
