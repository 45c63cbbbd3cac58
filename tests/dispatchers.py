"""Dispatching in processes of its own, which are killed at a step of our choice. Started once; each dispatch is a fork of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = """
import json, os, signal, sys, time
from datetime import datetime
from pathlib import Path
from briefgen.ledger import Ledger
from briefgen.ledger.database import Database
from briefgen.model.errors import EnvironmentFailed
from briefgen.objects import DiskObjects
from briefgen.outbox import dispatching, handing
from briefgen.outbox.channels.smtp import Login, SmtpChannel
from briefgen.outbox.channels.folder import FolderChannel
from briefgen.outbox.transport import Transport
from outbox_desk import OWNER, TERMS, Timer, readers
import outbox_desk, smtplib, email.policy, encodings.idna
from dataclasses import replace

handing._MARGIN = float(sys.argv[1])

class Counter:
    def __init__(self, order):
        self.left, self.name, self.stop, self.seen = order.get("after"), order.get("step"), order.get("stop", 0), []

    def __call__(self, step):
        self.seen.append(step)
        if self.left is not None:
            self.left -= 1
        if step == self.name or (self.left is not None and self.left <= 0):
            if self.stop:
                self.left = self.name = None
                os.kill(os.getpid(), signal.SIGSTOP)
            else:
                os.kill(os.getpid(), signal.SIGKILL)

def work(order):
    count, clock, folder = Counter(order), Timer(), Path(order["folder"])
    clock.instant = datetime.fromisoformat(order["now"])
    if order.get("statements"):
        run = Database.run
        def counted(database, operation, **values):
            done = run(database, operation, **values)
            count(operation)
            return done
        Database.run = counted
    times = {"timeout": order["timeout"], "answer": order["answer"]}
    transport = Transport("smtp", host="127.0.0.1", port=order["port"], tls="none", **times)
    channels = {"smtp": SmtpChannel(transport, None, Login()), "folder": FolderChannel(folder / "mail")}
    lists = {"desk": readers(*order["readers"], owner=order.get("owner", ""))}
    with Ledger.open(folder / "ledger.sqlite", clock=clock) as ledger:
        terms = replace(TERMS, lease=order.get("lease", 30))
        end = time.monotonic() + order.get("seconds", 0)
        while True:
            hearing, objects = handing.Hearing(step=count), DiskObjects(folder / "objects")
            dispatching.dispatch(ledger, objects, channels, lists, clock, terms=terms, hearing=hearing)
            is_left = any(one.state == "pending" for one in ledger.deliveries())
            if time.monotonic() >= end or not is_left:
                break
            clock.pass_(hours=2)
            time.sleep(0.01)
    print(json.dumps(count.seen), flush=True)

for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if not child:
        code = 1
        try:
            work(order)
            code = 0
        finally:
            os._exit(code)
    print(json.dumps({"child": child}), flush=True)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            break
        time.sleep(order["stop"])
        os.kill(child, signal.SIGCONT)
    print(json.dumps({"code": os.waitstatus_to_exitcode(status)}), flush=True)
"""


class Dispatcher:
    """A process that dispatches on request, each time in a fork. ``margin`` is how long a lease outlasts the wait for an answer."""

    def __init__(self, margin=0.0):
        paths = os.pathsep.join(map(str, (ROOT / "src", ROOT / "tests")))
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(margin)],
            env={**os.environ, "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, **order):
        """Start a dispatch, and do not wait for it."""
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def end(self):
        """The exit code of what was begun (-9: it was killed), and its steps where it was not."""
        steps = []
        while True:
            said = json.loads(self.process.stdout.readline())
            if isinstance(said, list):
                steps = said
            elif "code" in said:
                return said["code"], steps

    def close(self):
        self.process.kill()
        self.process.communicate()
