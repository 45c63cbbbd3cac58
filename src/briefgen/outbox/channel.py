"""What a channel is: a way to one reader, in two steps, the second of which alone can leave a doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefgen.model.delivery import Message

Step = Callable[[str], None]
"""Is told each step that was taken, by name: a process may die after any."""


class NotSent(Exception):
    """Nothing was delivered, for certain. ``reply`` is what the other side said, or what kept it from saying anything."""

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


class TryLater(NotSent):
    """The message is not taken now; a later try may succeed. SMTP's 4yz (RFC 5321 §4.2.1)."""


class Rejected(NotSent):
    """The message will never be taken as it is. SMTP's 5yz."""


class ChannelDown(NotSent):
    """No message can be handed over now, whatever it is: no connection, no trust in the certificate, no login."""


class NoAnswer(Exception):
    """The last step was taken and nothing came back: delivered or not, nobody here can tell."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Handed(Protocol):
    """A message handed over up to the last step."""

    @property
    def patience(self) -> float:
        """Seconds that the last step takes at most."""
        ...

    def finish(self) -> str:
        """Take the last step; what the other side said to it. Raises a :class:`NotSent`, or :class:`NoAnswer`."""
        ...

    def abandon(self) -> None:
        """Leave the last step out; nothing is delivered. Never raises."""
        ...


class Channel(Protocol):
    """A way to readers. One that was made is used by one thread."""

    def hand_over(self, message: Message, attempt: int, step: Step) -> Handed:
        """Everything but the last step; raises a :class:`NotSent`. ``attempt`` names the try, and is another for each."""
        ...

    def recall(self, message: Message, attempt: int) -> bool | None:
        """What the channel itself knows of a try whose end nobody wrote down.

        ``True``: it was delivered. ``False``: it was not, and from now on cannot be, not even by a process that still hangs in
        it. ``None``: nobody can tell.
        """
        ...

    def close(self) -> None:
        """Let connections go. Never raises."""
        ...
