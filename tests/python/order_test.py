"""decide, explain, chips and Rulebook: the same answers as the command line gives."""

import datetime
import decimal
import json
import pickle
import shutil
import subprocess
import sys

import flat
import lockgate
import program
import pytest

H200 = {
    "id": "a",
    "date": "2026-02-01",
    "movement": "export",
    "origin": "US",
    "destination": "CN",
    "item": "nvidia-h200-sxm",
    "quantity": 64,
}


def code_of(work):
    with pytest.raises(lockgate.LockgateError) as caught:
        work()
    return caught.value.code


def test_decide_is_check_of_the_command_line():
    orders = flat.orders("core")
    expected = program.run("check", "-", "--format", "json", orders=orders)
    assert [lockgate.decide(order) for order in orders] == expected
    assert lockgate.decide(json.dumps(orders[0])) == expected[0]


def test_options():
    expected = program.run(
        "check", "-", "--format", "json", "--as-of", "2024-01-01", "--posture", "codified", orders=[H200]
    )
    for day in ("2024-01-01", datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, 12)):
        assert [lockgate.decide(H200, as_of=day, posture="codified")] == expected
    assert lockgate.decide(H200, as_of="today")["as_of"] == datetime.date.today().isoformat()


def test_an_order_may_hold_decimals_and_dates():
    order = {**H200, "item": {"kind": "chip", "tpp": decimal.Decimal("4799.999999999999999"), "datacenter": True}}
    assert lockgate.decide({**order, "date": datetime.date(2026, 2, 1)}) == lockgate.decide(order)


def test_what_is_wrong_with_an_order():
    assert code_of(lambda: lockgate.decide({**H200, "destinaton": "CN"})) == "LG0111"
    assert code_of(lambda: lockgate.decide({**H200, "item": "no-such-chip"})) == "LG0301"
    assert code_of(lambda: lockgate.decide({"id": "a"})) == "LG0011"
    assert code_of(lambda: lockgate.decide("[]")) == "LG0082"
    assert code_of(lambda: lockgate.decide([H200, {**H200, "id": "b"}])) == "LG0082"
    with pytest.raises(lockgate.LockgateError) as caught:
        lockgate.decide({**H200, "movement": "exprot"})
    error = caught.value
    assert (error.code, error.where) == ("LG0113", "movement")
    assert "did you mean `export`?" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_explain_cites_every_rule():
    for order in flat.orders("core"):
        text = lockgate.explain(order)
        for gate in text.determination["gates"]:
            for reason in gate["reasons"]:
                assert reason["cite"] in text and reason["rule"] in text
    assert text.splitlines()[0].startswith(text.determination["order"])
    assert repr(text) == str(text)


def test_explain_asks_what_is_missing():
    text = lockgate.explain(H200)
    assert text.determination["verdict"] == "hold"
    assert all(one["question"] in text for one in text.determination["unknown"])


def test_chips_are_those_of_the_command_line():
    day = "2026-02-01"
    assert lockgate.chips(on=day) == program.run("chips", "--on", day, "--format", "json")
    assert lockgate.chips("H200", day) == lockgate.chips(["nvidia-h200-sxm"], datetime.date(2026, 2, 1)) != []
    assert code_of(lambda: lockgate.chips("no-such-chip")) == "LG0301"


def test_a_rulebook_says_which_it_is():
    book = lockgate.Rulebook()
    answer = lockgate.decide(H200)
    assert book.digest == answer["rulebook"]["digest"]
    # An answer may rest on books that were all verified later than the last of the whole law.
    assert book.verified_through.isoformat() <= answer["rulebook"]["verified_through"]
    assert book.digest[:19] in repr(book)


def test_another_body_of_law():
    fictional = lockgate.Rulebook(rulebooks=flat.ROOT / "rulebook" / "fictional")
    assert fictional.digest != lockgate.Rulebook().digest
    overlay = next(path for path in sorted((flat.ROOT / "rulebook" / "overlays").iterdir()) if path.is_dir())
    overlaid = lockgate.Rulebook(overlays=[overlay])
    assert overlaid.digest != lockgate.Rulebook().digest
    assert lockgate.decide(H200, rulebook=overlaid)["rulebook"]["digest"] == overlaid.digest


def test_a_rulebook_that_cannot_be_opened(tmp_path):
    assert code_of(lambda: lockgate.Rulebook(data=tmp_path)) == "LG0010"
    page = min((flat.ROOT / "tests" / "law" / "bad").glob("*.md"))
    with pytest.raises(lockgate.LockgateError) as caught:
        lockgate.Rulebook(rulebooks=[page])
    assert caught.value.code.startswith("LG1")
    assert caught.value.where.startswith(str(page) + ":")


def test_a_rulebook_is_verified_where_it_arrives(tmp_path):
    for folder in ("rulebook", "catalogue"):
        shutil.copytree(flat.ROOT / folder, tmp_path / folder)
    sent = pickle.dumps(lockgate.Rulebook(data=tmp_path))
    page = next((tmp_path / "rulebook" / "us-ear").glob("*.md"))
    assert pickle.loads(sent).digest == lockgate.Rulebook().digest
    page.write_text(page.read_text() + "\nOne more sentence.\n")
    arrive = "import pickle, sys; pickle.load(sys.stdin.buffer)"
    done = subprocess.run([sys.executable, "-c", arrive], input=sent, capture_output=True)
    assert b"LG0081" in done.stderr


def test_python_m_lockgate_is_the_program():
    done = subprocess.run([sys.executable, "-m", "lockgate", "--version"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("lockgate")
