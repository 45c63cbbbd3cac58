"""What makes the machine call briefgen: a systemd unit for the resident run, a crontab line for one tick after another."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GRACE = 120
"""Seconds that the step in hand has to end in before systemd kills the process; a killed one is taken up again, only later."""

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


def systemd_unit(program: str, root: Path) -> str:
    """The text of a unit that keeps ``briefgen run`` running in a workspace. ``program`` is the path of the executable.

    Quoted as systemd.syntax(7) and systemd.service(5) have it: ``%`` and ``$`` doubled, quotation marks and backslashes escaped.
    """
    folder = str(root).replace("%", "%%")
    return _UNIT.format(described=folder, folder=folder, command=f"{_systemd_word(program)} run --quiet", grace=GRACE)


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
