from __future__ import annotations

import time

from briefgen.sources.changes import Change, describe_change

BEFORE = "Iran has sent 46 drones to the airfield. Crews were trained in May. Nothing else is known."


def test_a_changed_word_is_shown_with_the_words_around_it():
    after = BEFORE.replace("46", "52")

    assert (Change("Iran has sent 46 drones to the airfield.", "Iran has sent 52 drones to the airfield."),) == describe_change(
        BEFORE, after
    )


def test_only_the_middle_of_a_long_sentence_is_shown():
    old = "The committee that met in the capital last week has sent 46 drones to the airfield on the coast, a witness said."
    (change,) = describe_change(old, old.replace("46", "52"))

    assert Change("… last week has sent 46 drones to the airfield …", "… last week has sent 52 drones to the airfield …") == change


def test_what_is_new_and_what_is_gone_stand_whole():
    assert (Change("", "A new sentence stands here."),) == describe_change(BEFORE, f"{BEFORE}\nA new sentence stands here.")
    assert (Change("Crews were trained in May.", ""),) == describe_change(BEFORE, BEFORE.replace(" Crews were trained in May.", ""))


def test_a_sentence_that_became_quite_another_is_one_new_and_one_gone():
    found = describe_change(BEFORE, BEFORE.replace("Crews were trained in May.", "No pilot has ever left home."))

    assert {Change("", "No pilot has ever left home."), Change("Crews were trained in May.", "")} == set(found)


def test_typography_and_case_are_no_change():
    assert () == describe_change('He said "no" - twice.', "He said “no” – TWICE.")


def test_the_list_and_its_parts_are_bounded():
    found = describe_change("", "\n".join(f"Sentence {n} " + "word " * 200 for n in range(500)), most=10, longest=100)

    assert (10, True) == (len(found), all(len(change.after) <= 100 for change in found))


def test_two_long_texts_with_nothing_in_common_are_compared_in_time():
    old = " ".join(f"Sentence {n} says this." for n in range(3000))
    begun = time.monotonic()
    describe_change(old, " ".join(f"Phrase {n * 7} holds that!" for n in range(3000)))

    assert time.monotonic() - begun < 3
