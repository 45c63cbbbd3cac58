"""kill -9 at every step of a delivery, and then a restart: what the server took is counted, by the server."""

from __future__ import annotations

import random
from contextlib import closing

import pytest

from briefgen.ledger import Ledger
from briefgen.objects import DiskObjects
from dispatchers import Dispatcher
from outbox_desk import Office, delivery, edition
from smtp_faults import CLOSING, DROP, LATER, NEVER, RESET, TAKEN, Fault, serving

READERS = ("a@example.org", "b@example.org", "c@example.org")
STEPS = (
    "expired claimed allowed connected ehlo logged-in mail rcpt data body handed-over committed dot answered settled told".split()
)
DOUBTFUL = ("committed", "dot", "answered")
FAULTS = {
    "greeting": (CLOSING, DROP, LATER),
    "ehlo": (DROP, NEVER),
    "mail": (LATER, DROP, NEVER),
    "rcpt": (LATER, DROP, RESET, NEVER, CLOSING),
    "data": (LATER, RESET, NEVER),
    "body": (DROP, RESET),
    "dot": (
        DROP,
        RESET,
        TAKEN,
        LATER,
        NEVER,
        CLOSING,
        Fault(wait=0.4, takes=True),
        Fault(resets=True, takes=True),
        Fault(wait=0.05),
    ),
    "quit": (CLOSING, RESET),
}


@pytest.fixture(scope="module")
def dispatcher():
    with closing(Dispatcher()) as started:
        yield started


@pytest.fixture
def server():
    with serving() as started:
        yield started


class Case:
    """An office whose dispatches are made elsewhere."""

    def __init__(self, folder, server, dispatcher, *readers, **fields):
        self.office = Office(folder, server, *readers, **fields)
        self.server = server
        self.dispatcher = dispatcher
        self.order = {"folder": str(folder), "port": server.port, "readers": readers, "timeout": 0.25, "answer": 0.25}

    def dispatch(self, **order):
        """One dispatch, by a process of its own; all who had a lease before are dead by now."""
        with self.office.ledger.together():
            self.office.ledger._database.execute("update delivery set until = 0")
        self.dispatcher.begin(**self.order, now=self.office.clock.now().isoformat(), **order)
        return self.dispatcher.end()

    def settle(self):
        """Nothing fails any more, until nothing is left to be tried."""
        self.server.fault = lambda stage, recipient: None
        for _ in range(8):
            self.office.clock.pass_(hours=2)
            code, _ = self.dispatch()
            assert 0 == code
            if not set(self.office.states().values()) & {"pending", "sending"}:
                return

    def judge(self):
        """What must hold whatever happened; the states, by reader."""
        found = self.office.ledger.deliveries()
        copies = {one.recipient: self.server.copies[one.recipient, one.message_id] for one in found}
        assert len(self.order["readers"]) == len(found)
        assert all(number <= 1 for number in copies.values()), f"taken twice: {copies}"
        for one in found:
            log = [(step.was, step.state, step.reason) for step in self.office.ledger.delivery_log(one)]
            assert one.state in ("sent", "failed", "in-doubt"), log
            assert copies[one.recipient] == {"sent": 1, "failed": 0}.get(one.state, copies[one.recipient]), log
            assert log[-1][1] == one.state
        assert len(self.server.taken) == sum(copies.values())
        assert () == self.office.ledger.check(self.office.objects)
        return {one.recipient: str(one.state) for one in found}


@pytest.fixture
def case(tmp_path, server, dispatcher):
    made = Case(tmp_path, server, dispatcher, READERS[0], owner="owner@example.org")
    made.order["owner"] = ""
    yield made
    made.office.close()


def test_the_steps_are_those_of_a_whole_delivery(case):
    code, steps = case.dispatch()

    assert (0, [step for step in STEPS if step != "told"]) == (code, [step for step in steps if step != "told"])


@pytest.mark.parametrize("step", [step for step in STEPS if step != "told"])
def test_killed_after_any_step_it_is_sent_once_or_in_doubt(case, step):
    assert -9 == case.dispatch(step=step)[0]
    case.settle()

    (state,) = case.judge().values()
    assert ("in-doubt" if step in DOUBTFUL else "sent") == state


def test_killed_after_any_statement_it_is_sent_once_or_in_doubt(tmp_path, server, dispatcher):
    number, states = 0, []
    while True:
        number += 1
        server.taken.clear()
        case = Case(tmp_path / str(number), server, dispatcher, READERS[0])
        code, steps = case.dispatch(after=number, statements=True)
        case.settle()
        states += case.judge().values()
        case.office.close()
        if code == 0:
            break

    assert steps.count("commit_sending") == steps.count("move_delivery") == 1
    assert ["sent"] == sorted(set(states[: steps.index("commit_sending")]))
    assert {"in-doubt", "sent"} == set(states)


def run_at_random(folder, server, dispatcher, seed):
    """Some dispatches with one fault or another, each killed anywhere or not at all, and then one that is left in peace."""
    chance = random.Random(seed)
    server.taken.clear()
    case = Case(folder, server, dispatcher, *READERS)
    for _ in range(chance.randint(1, 3)):
        plan = {stage: chance.choice(faults) for stage, faults in FAULTS.items() if chance.random() < 0.3}
        server.fault = lambda stage, recipient, plan=plan: plan.get(stage) if chance.random() < 0.5 else None
        after = chance.choice([None, chance.randint(1, 60)])
        case.dispatch(after=after, statements=chance.random() < 0.5)
        case.office.clock.pass_(hours=2)
    case.settle()
    states = case.judge()
    case.office.close()
    return tuple(states.values())


def test_sixty_runs_at_random_send_nothing_twice_and_lose_nothing(tmp_path, server, dispatcher):
    ends = [state for seed in range(60) for state in run_at_random(tmp_path / str(seed), server, dispatcher, seed)]

    assert {"sent", "failed", "in-doubt"} == set(ends)
    assert len(ends) / 2 < ends.count("sent"), "the faults are not all there is"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1500, 50))
def test_five_hundred_runs_at_random_send_nothing_twice_and_lose_nothing(tmp_path, server, dispatcher, seed):
    for one in range(seed, seed + 50):
        run_at_random(tmp_path / str(one), server, dispatcher, one)


def test_three_dispatchers_on_one_ledger_send_everything_once(tmp_path, server):
    readers = [f"{number}@example.org" for number in range(40)]
    case = Case(tmp_path, server, None, *readers)
    with closing(Dispatcher(60)) as first, closing(Dispatcher(60)) as second, closing(Dispatcher(60)) as third:
        for one in (first, second, third):
            one.begin(**case.order, now=case.office.clock.now().isoformat())
        assert [0, 0, 0] == [one.end()[0] for one in (first, second, third)]

    assert {"sent"} == set(case.judge().values())
    assert 3 <= server.connections
    case.office.close()


@pytest.mark.parametrize("seed", range(3))
def test_racing_dispatchers_that_stop_and_die_with_short_leases_send_nothing_twice(tmp_path, server, seed):
    """They are stopped for longer than their leases last, in any step, and go on as if nothing had been."""
    chance = random.Random(seed)
    readers = [f"{number}@example.org" for number in range(12)]
    case = Case(tmp_path, server, None, *readers)
    server.fault = lambda stage, recipient: Fault(wait=0.3, takes=True) if stage == "dot" and chance.random() < 0.1 else None
    dispatchers = [Dispatcher(0.1) for _ in range(3)]
    for one in dispatchers:
        stop = {"after": chance.randint(10, 60), "stop": 1.0} if chance.random() < 0.7 else {"after": chance.randint(20, 90)}
        one.begin(**case.order | {"lease": 0.3, "seconds": 1.5}, now=case.office.clock.now().isoformat(), **stop)
    for one in dispatchers:
        one.end()
    case.dispatcher = dispatchers[0]
    case.settle()

    assert "sent" in case.judge().values()
    for one in dispatchers:
        one.close()
    case.office.close()


def test_an_edition_and_its_deliveries_are_recorded_together_or_not_at_all(tmp_path):
    objects = DiskObjects(tmp_path / "objects")
    twice = [delivery(objects), delivery(objects)]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(ValueError, match="twice"):
            ledger.record_edition(edition(), deliveries=twice)

        assert ((), ()) == (ledger.editions("small"), ledger.deliveries())
