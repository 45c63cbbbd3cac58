"""What makes the machine call briefgen: a systemd unit for the resident run, a crontab line for one tick after another."""

from __future__ import annotations

import math
import shlex
from typing import TYPE_CHECKING

from briefgen.outbox.transport import DEFAULT_ANSWER

if TYPE_CHECKING:
    from pathlib import Path

GRACE = 120
"""Seconds that the step in hand has to end in, beside the wait for a mail server's answer, before systemd kills the process.

A killed step is taken up again, only later; a message whose answer was not heard would wait for a person.
"""

_UNIT = """\
# ~/.config/systemd/user/briefgen.service, then: systemctl --user enable --now briefgen
[Unit]
Description=briefgen: editions of the briefs in {described}
After=network-online.target
Wants=network-online.target

[Service]
WorkingDirectory={folder}
ExecStart={command}
Restart=on-failure
RestartSec=60
# Exit codes 2 and 4 wait for a person; starting again would change nothing.
RestartPreventExitStatus=2 4
TimeoutStopSec={grace}
KillMode=mixed
NoNewPrivileges=true
PrivateTmp=true
ProtectSystem=full

[Install]
WantedBy=default.target
"""


def systemd_unit(program: str, root: Path, answer: float = DEFAULT_ANSWER) -> str:
    """The text of a unit that keeps ``briefgen run`` running in a workspace. ``program`` is the path of the executable.

    ``answer`` is how many seconds a mail server's last answer is waited for at most.

    Quoted as systemd.syntax(7) and systemd.service(5) have it: ``%`` and ``$`` doubled, quotation marks and backslashes escaped.
    """
    folder = str(root).replace("%", "%%")
    command, grace = f"{_systemd_word(program)} run --quiet", math.ceil(answer) + GRACE
    return _UNIT.format(described=folder, folder=folder, command=command, grace=grace)


def _systemd_word(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def cron_line(program: str, root: Path) -> str:
    """A crontab line that makes a tick every five minutes and sends what is due, whatever the tick came to.

    A ``%`` would end the command (crontab(5)) and is escaped.
    """
    briefgen = shlex.quote(program)
    command = f"cd {shlex.quote(str(root))} && {{ {briefgen} refresh --due --quiet; {briefgen} send --quiet; }}"
    return "*/5 * * * * " + command.replace("%", "\\%") + "\n"
