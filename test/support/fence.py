"""Runs a program as a systemd unit does: fence.py UNIT PROGRAM…: with its capabilities alone, no new privileges, and
its SystemCallFilter, as systemd's own lists spell it out."""

import os
import subprocess
import sys

import seccomp

unit, *program = sys.argv[1:]
settings = {}
for line in open(unit, encoding="utf-8"):
    name, is_setting, value = line.strip().partition("=")
    if is_setting and not name.startswith("#"):
        settings.setdefault(name, []).append(value)


def calls_of(group):
    """Groups name groups."""
    if not group.startswith("@"):
        yield group
        return
    listed = subprocess.run(["systemd-analyze", "syscall-filter", group], check=True, capture_output=True, text=True)
    names = [line.strip() for line in listed.stdout.splitlines()[1:]]
    for name in names:
        if name and not name.startswith("#"):
            yield from calls_of(name)


allowed = set()
for value in settings["SystemCallFilter"]:
    for group in value.removeprefix("~").split():
        calls = set(calls_of(group))
        allowed = allowed - calls if value.startswith("~") else allowed | calls

assert settings["SystemCallErrorNumber"] == ["EPERM"], settings["SystemCallErrorNumber"]
refusing = seccomp.SyscallFilter(seccomp.ERRNO(1))
for call in sorted(allowed):
    try:
        refusing.add_rule(seccomp.ALLOW, call)
    except (RuntimeError, ValueError):
        pass  # Not a call of this processor.

# systemd starts the program under the filter, with these and no other capabilities.
(ambient,) = settings["AmbientCapabilities"]
(bounding,) = settings["CapabilityBoundingSet"]
lists = ["+" + name.removeprefix("CAP_").lower() for name in ambient.split()]
bounds = ["+" + name.removeprefix("CAP_").lower() for name in bounding.split()]
if os.environ.get("FENCED") is None:
    capabilities = ["--bounding-set", ",".join(["-all", *bounds]), "--inh-caps", ",".join(["-all", *lists])]
    again = ["--no-new-privs", *capabilities, "--ambient-caps", ",".join(["-all", *lists]), sys.executable, *sys.argv]
    os.execvpe("setpriv", ["setpriv", *again], {**os.environ, "FENCED": "1"})
del os.environ["FENCED"]
refusing.load()
os.execvp(program[0], program)
