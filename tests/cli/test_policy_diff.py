"""`twingraph policy diff`: the exit code is what an operator's CI looks at."""

from __future__ import annotations

import json

from tests.cli.running import run


def test_nothing_opened_is_zero() -> None:
    done = run("policy", "diff", "esep-nb", "esep-nb")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "esep-nb → esep-nb"
    assert "0 cells open, 0 cells close." in done.out


def test_something_opened_is_one() -> None:
    done = run("policy", "diff", "etwinning-sv", "esep-nb")
    assert (done.code, done.err) == (1, "")
    assert "  for ANONYMOUS\n    User: picture\n" in done.out


def test_something_only_closed_is_zero() -> None:
    done = run("policy", "diff", "etwinning-lv", "etwinning-lv:etwinning-lv")
    assert done.code == 2
    done = run("policy", "diff", "policy:etwinning-et", "etwinning-lv")
    assert done.code == 0


def test_bad_input_is_two_and_one_line() -> None:
    done = run("policy", "diff", "esep-nb", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("nowhere: there is no such version, file or revision")
    assert done.err.count("\n") == 1


def test_a_bad_setting_is_two() -> None:
    done = run("policy", "diff", "esep-nb", "esep-nb", TWINGRAPH_COLOUR="blue")
    assert done.code == 2
    assert "`TWINGRAPH_COLOUR`" in done.err


def test_the_data_are_one_json_text() -> None:
    done = run("policy", "diff", "--json", "etwinning-sv", "esep-nb")
    data = json.loads(done.out)
    assert done.code == 1
    assert data["counts"]["opened"] == len(data["opened"]) > 0
