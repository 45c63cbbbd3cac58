"""An edition, its list and its messages, for the tests of the outbox; what is delivered is as small as it can be."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from briefgen.ledger import Ledger
from briefgen.model.delivery import Delivery, DistributionList, Message, Recipient
from briefgen.model.edition import Artifact
from briefgen.objects import DiskObjects
from briefgen.outbox.channels.smtp import Login, SmtpChannel
from briefgen.outbox.dispatching import dispatch
from briefgen.outbox.handing import Terms
from briefgen.outbox.transport import Transport
from entries import edition as plain_edition

FILE = b"%PDF-1.7 small"
SENDER, OWNER = "briefs@example.org", "owner@example.org"
TERMS = Terms(lease=30, per_minute=0, room=0, insist=(0.01,))


def edition(number=1, brief="small", **fields):
    """With one file, whose bytes are :data:`FILE`."""
    made = plain_edition(number, brief, **fields)
    artifact = Artifact("pdf", f"{brief}.pdf", hashlib.sha256(FILE).hexdigest(), len(FILE))
    return type(made)(**{name: getattr(made, name) for name in made.__slots__} | {"artifacts": (artifact,)})


def readers(*addresses, **fields):
    """A list of them, which takes TLP:CLEAR and sends to example.org. It names no owner, so that nothing else is sent."""
    given = {"domains": ("example.org",), "markings": ("TLP:CLEAR",), "owner": "", "sender": SENDER} | fields
    return DistributionList("desk", recipients=tuple(Recipient(address) for address in addresses), **given)


def mail(recipient="a@example.org", number=1, brief="small", *, file=FILE, name="small.pdf", channel="smtp", **headers):
    """A message as the outbox takes them."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = SENDER, recipient, f"[TLP:CLEAR] {brief} {number}"
    made["Date"], made["Message-ID"] = "Thu, 20 Oct 2022 06:00:00 +0000", message_id(recipient, number, brief, channel)
    for header, value in headers.items():
        made[header] = value
    made.set_content("It has 46.\n.\n..two\n", cte="7bit")
    made.add_alternative("<p>It has 46.</p>", subtype="html", cte="7bit")
    if file is not None:
        made.add_attachment(file, maintype="application", subtype="pdf", filename=name)
    for place, part in enumerate(part for part in made.walk() if part.is_multipart()):
        part.set_boundary(f"==part{place}==")
    return made.as_bytes()


def message_id(recipient="a@example.org", number=1, brief="small", channel="smtp"):
    """One for each delivery."""
    digest = hashlib.sha256(f"{brief}/{number}/{channel}/{recipient}".encode()).hexdigest()
    return f"<{digest[:32]}@example.org>"


def message(recipient="a@example.org", number=1, **given):
    """A message as a channel takes it."""
    return Message(message_id(recipient, number), SENDER, recipient, mail(recipient, number, **given))


def delivery(objects, recipient="a@example.org", number=1, brief="small", channel="smtp", **fields):
    """A delivery, its message stored."""
    digest = objects.put(mail(recipient, number, brief, channel=channel))
    identifier = message_id(recipient, number, brief, channel)
    given = {"list_name": "desk", "marking": "TLP:CLEAR", "status": "released"} | fields
    return Delivery(brief, number, channel, recipient, identifier, digest, **given)


class Timer:
    """A clock that is set by hand. It begins on 20 October 2022."""

    def __init__(self):
        self.instant = datetime(2022, 10, 20, 6, tzinfo=UTC)

    def now(self):
        return self.instant

    def pass_(self, **span):
        self.instant += timedelta(**span)


class Office:
    """A ledger with an edition for some readers, the server that they are reached through, and dispatches on request."""

    def __init__(self, folder, server, *addresses, timeout=1.0, answer=1.0, clock=None, **fields):
        self.clock = clock or Timer()
        self.folder = folder
        self.objects = DiskObjects(folder / "objects")
        self.objects.put(FILE)
        self.ledger = Ledger.open(folder / "ledger.sqlite", clock=self.clock)
        self.lists = {"desk": readers(*addresses, **fields)}
        self.transport = Transport("smtp", host="127.0.0.1", port=server.port, tls="none", timeout=timeout, answer=answer)
        self.publish(*addresses)

    def publish(self, *addresses, number=1, channel="smtp", **fields):
        deliveries = [delivery(self.objects, address, number, channel=channel, **fields) for address in addresses]
        self.ledger.record_edition(edition(number), deliveries=deliveries)

    def dispatch(self, terms=TERMS, **given):
        channels = given.pop("channels", None) or {"smtp": SmtpChannel(self.transport, None, Login())}
        return dispatch(self.ledger, self.objects, channels, self.lists, self.clock, terms=terms, **given)

    def states(self):
        return {one.recipient: str(one.state) for one in self.ledger.deliveries()}

    def the_one(self):
        (found,) = self.ledger.deliveries()
        return found

    def close(self):
        self.ledger.close()
