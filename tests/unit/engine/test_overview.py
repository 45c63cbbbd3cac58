from __future__ import annotations

import pytest

from briefgen.engine.overview import named, overview
from briefgen.instance import alone
from briefgen.model.errors import WorkspaceError
from desk import PAGE, SAID, Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path)


def seen(desk: Desk):
    with desk.state() as state:
        return overview(state, desk.workspace.all_briefs())


def test_a_fresh_workspace_has_nothing_to_tell_and_nothing_to_do(desk):
    before = seen(desk)

    assert (None, None, 0) == (before.briefs[0].latest, before.briefs[0].held, before.exit_code)
    assert [(None, {"drones": "page"})] == [(source.known, source.keys) for source in before.sources]


def test_it_tells_of_holds_with_their_sentences_and_of_sources_that_fail(desk):
    desk.refresh()
    desk.say(SAID.replace("46", "60"))
    desk.refresh()
    desk.fetcher.pages.clear()
    desk.refresh()

    now = seen(desk)
    assert 4 == now.exit_code
    assert ["received 46 drones"] == [impact.span for impact in now.briefs[0].held.hold.impacts]
    assert [True] == [source.is_failing for source in now.sources]
    assert PAGE in now.sources[0].known.reason


def test_the_next_run_is_told_even_before_any_tick(desk):
    desk.write(more='schedule: {cron: "0 6 * * *", timezone: Europe/Berlin}\n')

    assert "2022-10-21T04:00:00Z" == seen(desk).briefs[0].next_due


def test_a_brief_that_cannot_be_read_is_told_as_such(desk):
    desk.write(more="schedule: {cron: often}\n")

    now = seen(desk)
    assert "does not have five fields" in str(now.briefs[0].failure)
    assert 2 == now.exit_code


def test_who_is_at_work_is_told(desk):
    assert {} == seen(desk).worker
    with alone(desk.root / ".briefgen/lock", "briefgen run", desk.clock.now()):
        assert ("briefgen run", "2022-10-20T12:00:00Z") == (seen(desk).worker["what"], seen(desk).worker["since"])
    assert {} == seen(desk).worker


def test_sources_are_found_by_key_and_an_unknown_one_names_the_nearest(desk):
    sources = seen(desk).sources

    assert sources == named(sources, ())
    assert sources == named(sources, ("@page",))
    with pytest.raises(WorkspaceError, match="did you mean page"):
        named(sources, ("pgae",))
