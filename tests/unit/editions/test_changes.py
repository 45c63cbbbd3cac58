from __future__ import annotations

from briefgen.editions import changes, outline_of
from briefgen.model import tree
from briefgen.model.walk import plain_text, walk
from composing import read

JUDGMENT = '::: {{.judgment #kj-{} likelihood="{}" confidence="{}"}}\n{}\n:::\n\n'


def outline(**sections):
    return outline_of([(name, read(text)) for name, text in sections.items()])


def told(old, new, **words):
    return plain_text(changes(old, new, words)).splitlines()


def table(*rows):
    return "\n".join(
        ("| Day | Number |", "|---|---|", *(f"| {day} | {number} |" for day, number in rows), "", ": Sent {#t .data}\n")
    )


def test_a_first_edition_has_no_changes():
    assert () == changes(None, outline(a="Text.\n"))


def test_where_nothing_changed_nothing_is_printed():
    assert () == changes(outline(a="Text.\n"), outline(a="Text.\n"))


def test_a_judgment_is_told_with_what_it_was():
    old = outline(a=JUDGMENT.format(1, "unlikely", "low", "It may come."))
    new = outline(a=JUDGMENT.format(1, "likely", "low", "It may come."))

    assert ["Judgment 1: likelihood unlikely → likely (“It may come”)."] == told(old, new)


def test_all_that_moved_in_a_judgment_is_told():
    old = outline(a=JUDGMENT.format(1, "unlikely", "", "It may come."))
    new = outline(a=JUDGMENT.format(1, "unlikely", "high", "It will come."))

    assert ["Judgment 1: confidence not stated → high, reworded (“It will come”)."] == told(old, new)


def test_new_and_withdrawn_judgments_are_told():
    old = outline(a=JUDGMENT.format(1, "likely", "low", "One."))
    new = outline(a=JUDGMENT.format(2, "likely", "low", "Two."))

    assert ["Judgment 1: new (“Two”).", "Judgment 1 of the last edition: withdrawn (“One”)."] == told(old, new)


def test_a_value_is_told_with_what_it_was():
    old, new = outline(a=table(("Mon", 46), ("Tue", 1))), outline(a=table(("Mon", 47), ("Wed", 3)))

    expected = ["Sent: Mon, Number: 46 → 47.", "Sent: Wed, Number: new, 3.", "Sent: Tue, Number: removed, was 1."]
    assert expected == told(old, new)


def test_of_many_values_the_number_is_told():
    old, new = (outline(a=table(*((day, day + shift) for day in range(20)))) for shift in (0, 1))

    lines = told(old, new)
    assert 13 == len(lines)
    assert "…: 8 more values changed." == lines[-1]


def test_sections_are_told_with_what_changed_in_them():
    old = outline(a="# Aid\n\nRussia has 46 drones now.\n\nGone is this.\n", b="# Before\n")
    new = outline(a="# Aid\n\nRussia has 47 drones now.\n\nFresh words there.\n", c="# Since\n")

    expected = ["Aid: paragraphs: 1 changed, 1 added, 1 removed.", "Since: new section.", "Before: section removed."]
    assert expected == told(old, new)


def test_judgments_come_before_values_and_values_before_sections():
    old = outline(a="Text.\n", b=table(("Mon", 1)), c=JUDGMENT.format(1, "likely", "", "One."))
    new = outline(a="Other.\n", b=table(("Mon", 2)), c=JUDGMENT.format(1, "unlikely", "", "One."))

    assert ["Judgment 1", "Sent", "a"] == [line.partition(":")[0] for line in told(old, new)]


def test_a_house_may_say_it_in_its_own_words():
    old, new = (outline(a=JUDGMENT.format(1, likelihood, "", "One.")) for likelihood in ("likely", "unlikely"))

    assert ["Urteil 1 {x}: unlikely statt likely (“One”)."] == told(
        old, new, judgment="Urteil {number} {x}", likelihood="{new} statt {old}"
    )


def test_what_changed_is_one_list_without_a_heading():
    (made,) = changes(outline(a="Text.\n"), outline(b="Text.\n"))

    assert isinstance(made, tree.BulletList)


def test_a_judgment_is_called_by_the_number_it_is_printed_with_and_leads_there():
    first = JUDGMENT.format(7, "likely", "", "One.")
    old, new = (outline(a=first + JUDGMENT.format(3, likelihood, "", "Two.")) for likelihood in ("likely", "unlikely"))
    links = [node.target for node in walk(changes(old, new)) if isinstance(node, tree.Link)]

    assert ["Judgment 2: likelihood likely → unlikely (“Two”)."] == told(old, new)
    assert ["#kj-3"] == links


def test_braces_in_a_value_are_text():
    old, new = outline(a=table(("Mon", "{new}"))), outline(a=table(("Mon", "{old}")))

    assert ["Sent: Mon, Number: {new} → {old}."] == told(old, new)
