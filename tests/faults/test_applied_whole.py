"""A process that applies a sheet is killed before any of its statements: all old, or all new."""

import json
import subprocess
import sys

from tests.processes import ROOT


def test_a_kill_at_any_moment_of_applying_leaves_all_old_or_all_new(database_url: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.dying", database_url],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    deaths = [json.loads(line) for line in run.stdout.splitlines()]
    (_, _, old), *killed, (_, last, new) = deaths
    assert (last, new[2], old[2]) == ("", 2, 1)
    assert new != old
    assert len(killed) > 8
    assert {"COMMIT", "INSERT INTO versions"} <= {statement for _, statement, _ in killed}
    for number, statement, found in killed:
        assert found == old, f"killed before statement {number}, {statement}"
