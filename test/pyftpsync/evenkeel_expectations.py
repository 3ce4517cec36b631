"""Lets pyftpsync's own tests judge Evenkeel's command line, and writes down each expectation and whether it holds.

A pytest plugin: `-p evenkeel_expectations`. It imports pyftpsync from the checkout that is on the path, and has its synchronizers and its
command line do their work by Evenkeel. An expectation that does not hold is written down, and the test goes on.

EVENKEEL_PROGRAM   the words that start the command line, as JSON
EVENKEEL_REPORT    the file to write
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

# What reaches SFTP servers is not needed here, and seldom installed.
for name in ("pysftp", "paramiko"):
    try:
        __import__(name)
    except ImportError:
        sys.modules[name] = mock.MagicMock()

PROGRAM = json.loads(os.environ["EVENKEEL_PROGRAM"])
COMMANDS = {"BiDirSynchronizer": "sync", "UploadSynchronizer": "upload", "DownloadSynchronizer": "download"}

current = ""
found = []
state = tempfile.mkdtemp()


def forget():
    """What is remembered belongs to folders that are about to be made anew."""
    shutil.rmtree(state, ignore_errors=True)


def note(what, holds, expected=None, got=None):
    found.append({"test": current, "what": what, "holds": bool(holds), "expected": repr(expected), "got": repr(got)})


def evenkeel(words):
    return subprocess.run([*PROGRAM, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def events_of(output):
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def options_of(options, command):
    words = ["--first-sync", "newer", "--yes", "--no-prompt", "--state-dir", state]
    for name in ("force", "delete", "delete_unmatched", "dry_run"):
        if options.get(name) and (command != "sync" or name == "dry_run"):
            words.append("--" + name.replace("_", "-"))
    for name in ("resolve", "match", "exclude"):
        value = options.get(name)
        if value:
            words += ["--" + name, value if isinstance(value, str) else ",".join(value)]
    return words


def counted(events, stats):
    """What pyftpsync would count, of what Evenkeel tells."""
    plan = {}
    for event in events:
        if event["kind"] == "plan-items":
            plan.update((item["path"], item) for item in event["items"])
    for item in plan.values():
        if item["path"].split("/")[-1].startswith(".pyftpsync"):
            continue
        for side in ("local", "remote"):
            kind = (item[side].get("entry") or {}).get("kind")
            if kind in ("file", "folder"):
                stats[f"{side}_{'files' if kind == 'file' else 'dirs'}"] += 1
                stats["entries_seen"] += 1
    for event in events:
        if event["kind"] != "item-finished":
            continue
        item = event["item"]
        action, outcome = item["action"], item["outcome"]["kind"]
        if action["kind"] == "conflict":
            stats["conflict_files"] += 1
            stats["conflict_files_skipped"] += 1
        if outcome not in ("done", "would-do"):
            continue
        count(action, item, plan.get(item["path"], {}), stats)


def count(action, item, planned, stats):
    if action["kind"] == "copy":
        way = "upload" if action["to"] == "remote" else "download"
        for name in ("files_written", f"{way}_files_written", "entries_touched"):
            stats[name] += 1
        stats["files_created"] += not action["replaces"]
        stats["bytes_written"] += item["bytes"]
        stats[f"{way}_bytes_written"] += item["bytes"]
    elif action["kind"] == "create-folder":
        stats["dirs_created"] += 1
    elif action["kind"] == "delete":
        kind = (planned.get(action["on"], {}).get("entry") or {}).get("kind")
        stats["dirs_deleted" if kind == "folder" else "files_deleted"] += 1
        stats["entries_touched"] += 1


def place_of(target):
    from ftpsync.targets import FsTarget

    if isinstance(target, FsTarget):
        return target.root_dir
    return os.environ["PYFTPSYNC_TEST_FTP_URL"]


def run_synchronizer(self):
    command = COMMANDS[type(self).__name__]
    words = [command, "--json", *options_of(self.options, command), place_of(self.local), place_of(self.remote)]
    ended = evenkeel(words)
    if ended.returncode not in (0, 10):
        raise AssertionError(f"{words} ended with {ended.returncode}: {ended.stderr}")
    counted(events_of(ended.stdout), self._stats)
    return self._stats


def run_script():
    ended = evenkeel([*sys.argv[1:], *(["--state-dir", state] if sys.argv[1][:1] != "-" else [])])
    sys.stdout.write(ended.stdout)
    sys.stderr.write(ended.stderr)
    sys.exit(ended.returncode)


def soft(name, holds):
    def check(self, first, second=None, msg=None):
        note(f"{name}, line {sys._getframe(1).f_lineno}", holds(first, second), second, first)

    return check


def same_folder(self, one, other, msg=None):
    """Each file of a folder is an expectation of its own."""
    for path in sorted({*one, *other}):
        note(f"file {path}", one.get(path) == other.get(path), other.get(path), one.get(path))


def pytest_configure(config):
    config.addinivalue_line("filterwarnings", "ignore")
    from ftpsync import pyftpsync, synchronizers

    for name in COMMANDS:
        getattr(synchronizers, name).run = run_synchronizer
    pyftpsync.run = run_script
    case = unittest.TestCase
    case.assertEqual = soft("equal", lambda a, b: a == b)
    case.assertListEqual = soft("list", lambda a, b: a == b)
    case.assertTrue = soft("true", lambda a, b: a)
    case.assertFalse = soft("false", lambda a, b: not a)
    case.assertDictEqual = same_folder


def pytest_runtest_setup(item):
    global current
    current = item.nodeid
    forget()
    from tests import fixture_tools

    if not hasattr(fixture_tools, "as_it_was"):
        fixture_tools.as_it_was = fixture_tools.empty_folder
        fixture_tools.empty_folder = lambda path: (forget(), fixture_tools.as_it_was(path))


def pytest_assertion_pass(item, lineno, orig, expl):
    note(f"assert, line {lineno}: {orig[:80]}", True)


def pytest_runtest_logreport(report):
    if report.failed:
        found.append(
            {"test": report.nodeid, "what": "goes to its end", "holds": False, "expected": "", "got": report.longreprtext[-400:]}
        )


def pytest_runtest_logfinish():
    # After each test, so that what was counted is there however the rest goes.
    with open(os.environ["EVENKEEL_REPORT"], "w", encoding="utf-8") as file:
        json.dump(found, file, indent=1)
