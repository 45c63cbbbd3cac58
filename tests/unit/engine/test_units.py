from __future__ import annotations

import shlex
from pathlib import Path

from briefgen.engine.units import cron_line, systemd_unit

ODD = Path('/srv/50% of $it\'s "briefs"')


def test_the_line_for_cron_ticks_and_then_sends_whatever_the_folder_is_called():
    line = cron_line("/opt/brief gen/bin/briefgen", ODD)
    fields = line.split(" ", 5)

    assert ["*/5", "*", "*", "*", "*"] == fields[:5]
    words = shlex.split(fields[5].replace("\\%", "%"))
    program = "/opt/brief gen/bin/briefgen"
    assert ["cd", str(ODD), "&&", "{", program, "refresh", "--due", "--quiet;", program, "send", "--quiet;", "}"] == words
    assert line.count("\n") == 1
    assert "%" not in line.replace("\\%", "")


def test_the_unit_runs_in_the_workspace_and_ends_in_time():
    unit = systemd_unit("/usr/bin/briefgen", Path("/srv/briefs"))

    assert "WorkingDirectory=/srv/briefs\n" in unit
    assert 'ExecStart="/usr/bin/briefgen" run --quiet\n' in unit
    assert "TimeoutStopSec=720\n" in unit


def test_the_unit_leaves_time_for_the_answer_that_a_mail_server_may_take():
    assert "TimeoutStopSec=1021\n" in systemd_unit("/usr/bin/briefgen", Path("/srv/briefs"), 900.5)


def test_signs_that_mean_something_to_systemd_are_escaped_in_the_unit():
    unit = systemd_unit('/opt/a "b" $c/briefgen', ODD)

    assert 'ExecStart="/opt/a \\"b\\" $$c/briefgen" run' in unit
    assert "WorkingDirectory=/srv/50%% of" in unit
