"""What a judgment rests on leads from a source to it, and is no part of what the brief says."""

from __future__ import annotations

from briefgen.editions.content import content_of
from briefgen.editions.impact import Texts, impacts
from briefgen.model.brief import Brief
from briefgen.readers import read_markdown

TEXT = '::: {{.judgment #kj-1 rests-on="{0}"}}\nIt will last.\n:::\n\nA long paragraph says why [@isw, "as it was"].\n'


def blocks(rests_on: str):
    return read_markdown(TEXT.format(rests_on), file="summary.md").value


def resting(rests_on: str) -> tuple[str, ...]:
    (impact,) = impacts("small", blocks(rests_on), {"isw": Texts("It was as it was.", "It is not.")}, {})["isw"]
    return impact.judgments


def test_a_source_that_changes_leads_to_the_judgments_that_name_it():
    assert (("kj-1",), ()) == (resting("nyt isw"), resting("nyt"))


def test_naming_another_source_is_no_change_of_what_is_said():
    one, other = (content_of(Brief("small", "T", "brief.md"), [("summary", blocks(keys))], ()) for keys in ("isw", "isw nyt"))

    assert one == other
