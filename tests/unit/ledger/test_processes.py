"""Several processes on one file, and some that die in the middle."""

from __future__ import annotations

import threading
import time

from briefgen.ledger import Ledger, NumberTaken
from entries import HELD, SAID, edition

RACE = """
import sys
from briefgen.ledger import Ledger, NumberTaken
from entries import edition

place, me, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
won = 0
print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(place) as ledger:
    while True:
        latest = ledger.latest_edition("small")
        number = latest.number + 1 if latest else 1
        if number > last:
            break
        try:
            ledger.record_edition(edition(number, reason=me), slot=f"run {number}")
            won += 1
        except NumberTaken:
            pass
print(won)
"""
OPEN = """
import sys
from briefgen.ledger import Ledger

print("ready", flush=True)
sys.stdin.readline()
Ledger.open(sys.argv[1]).close()
print("opened")
"""
DIE = """
import os, signal, sys
from briefgen.ledger import Ledger
from briefgen.ledger.database import Database
from entries import edition

left, run = int(sys.argv[2]), Database.run

def run_or_die(database, operation, **values):
    global left
    done = run(database, operation, **values)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return done

with Ledger.open(sys.argv[1]) as ledger:
    Database.run = run_or_die
    ledger.record_edition(edition(2), slot="a run")
print("recorded")
"""
WRITE = """
import sys
from briefgen.ledger import Ledger
from entries import capture, edition

with Ledger.open(sys.argv[1]) as ledger:
    latest = ledger.latest_edition("small")
    number = latest.number if latest else 0
    print("writing", flush=True)
    while True:
        number += 1
        with ledger.together():
            ledger.record_edition(edition(number, reason="x" * 3000))
            ledger.record_capture(capture("changed", f"t{number}"))
"""
HOLD = """
import sys, time
from briefgen.ledger import Ledger

with Ledger.open(sys.argv[1]) as ledger:
    assert ledger.claim("refresh", "other", float(sys.argv[2]))
    print("claimed", flush=True)
    time.sleep(60)
"""


def said(process):
    return process.communicate(timeout=60)[0].strip()


def started_together(processes):
    """Processes that have told they are ready, let go at the same time."""
    for one in processes:
        assert "ready" == one.stdout.readline().strip()
    for one in processes:
        one.stdin.write("go\n")
        one.stdin.flush()
    return processes


def test_of_three_processes_one_makes_each_edition(place, process):
    racers = started_together([process(RACE, place, name, 60) for name in ("first", "second", "third")])
    won = [int(said(racer)) for racer in racers]

    with Ledger.open(place) as ledger:
        assert list(range(1, 61)) == [one.number for one in ledger.editions("small")]
        assert 60 == sum(won) == len(ledger._database.execute("select * from slot"))
        assert () == ledger.check()


def test_processes_that_make_a_ledger_at_once_make_one(place, process):
    for _ in range(2):
        openers = started_together([process(OPEN, place) for _ in range(4)])
        assert ["opened"] * 4 == [said(opener) for opener in openers]
        place.unlink()


def test_threads_may_share_a_ledger(place):
    won = []

    def race(ledger):
        for number in range(1, 21):
            try:
                ledger.record_edition(edition(number))
                won.append(number)
            except NumberTaken:
                pass

    with Ledger.open(place) as ledger:
        threads = [threading.Thread(target=race, args=(ledger,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert list(range(1, 21)) == sorted(won) == [one.number for one in ledger.editions("small")]


def test_a_process_that_is_killed_leaves_whole_transactions(place, process):
    counts = [0]
    for run in range(6):
        writer = process(WRITE, place)
        assert "writing" == writer.stdout.readline().strip()
        time.sleep(0.02 + 0.013 * run)
        writer.kill()
        writer.wait()
        with Ledger.open(place) as ledger:
            editions = ledger.editions("small")
            assert list(range(1, len(editions) + 1)) == [one.number for one in editions]
            assert all(one.artifacts for one in editions)
            assert len(editions) == len(ledger.history("web:https://example.org/isw"))
            assert () == ledger.check()
        counts.append(len(editions))

    assert counts[-1] > 0
    assert sorted(counts) == counts


def test_killed_after_any_statement_of_an_edition_it_is_whole_or_not_there(place, process):
    with Ledger.open(place) as ledger:
        ledger.record_edition(edition())
        ledger.hold("small", HELD, SAID)
        statement = 0
        while True:
            statement += 1
            if "recorded" in said(process(DIE, place, statement)):
                break
            assert (edition(),) == ledger.editions("small")
            assert 1 == len(ledger.holds())
            assert ledger.claim_slot("small", "a run")

        assert (edition(), edition(2)) == ledger.editions("small")
        assert ((), False) == (ledger.holds(), ledger.claim_slot("small", "a run"))
        assert statement > 6


def test_the_lease_of_a_process_that_died_is_free_when_its_time_is_over(place, process):
    owner = process(HOLD, place, 0.3)
    assert "claimed" == owner.stdout.readline().strip()
    owner.kill()
    with Ledger.open(place) as ledger:
        assert ledger.claim("refresh", "me", 60) is None
        time.sleep(0.35)
        assert 2 == ledger.claim("refresh", "me", 60).epoch
