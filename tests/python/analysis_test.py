"""The questions around the law: what `lockgate … --format json` writes, as mappings that print as tables."""

import pathlib

import lockgate
import program
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = "2026-02-01"
DEMAND = """title = "Two quarters"
[demand]
compute = [100, 120]
shortage_price = 50
[keys]
turns = [1]
coarse_turns = [1]
[[supplier]]
name = "abroad"
keys = ["washington", "beijing"]
price = 4
compute = 1
capacity = 200
lead = 0
[[supplier]]
name = "at home"
price = 9
compute = 1
capacity = 80
lead = 0
"""


def test_compare_is_the_command_lines():
    found = lockgate.compare(["H200", "H20"], on=DAY)
    said = program.run("compare", "H200", "H20", "--on", DAY, "--format", "json")
    assert {key: found[key] for key in said} == said
    assert found["refusals"] == []
    head, *rows = repr(found).splitlines()[1:]
    assert head.split()[:2] == ["axis", "unit"]
    assert len(rows) == len(found["axes"])
    assert rows[0].endswith("6.69x")
    assert found._repr_html_().count("<tr>") == len(rows) + 2
    assert list(found) == list(found.to_dict())


def test_terms_sum_to_the_number():
    for axis in lockgate.compare(["H200", "H20"], workload="qwen-235b-chat", on=DAY)["axes"]:
        for one in axis["chips"]:
            if "seconds_a_token" in one:
                assert 1 / sum(one["seconds_a_token"].values()) == pytest.approx(one["value"]["mid"])
                assert sum(seconds > 0 for seconds in one["seconds_a_token"].values()) <= 8


def test_a_claim_is_judged_axis_by_axis():
    found = lockgate.claim("H200 = 6 x H20", on=DAY)
    assert found.standings["TPP"] == "close as an excess"
    assert found.standings["memory bandwidth"] == "not supported"
    assert found.rows[0][:2] == ["TPP", "6.69x"]


def test_a_chip_that_is_too_small_is_a_refusal_with_how_much():
    found = lockgate.compare(["H200", "H20"], workload="llama-405b-chat", count=1, on=DAY)
    assert [one["code"] for one in found["refusals"]] == ["LG0904", "LG0904"]
    assert "GB short" in found["refusals"][0]["says"]


def test_cluster():
    found = lockgate.cluster(["H100", "H200"], parameters=405e9, tokens=15.6e12, days=78, on=DAY)
    assert [one["chip"] for one in found["clusters"]] == ["nvidia-h100-sxm", "nvidia-h200-sxm"]
    low, mid, high = (found["clusters"][0]["chips"][end] for end in ("low", "mid", "high"))
    assert low < 16_384 < high and low < mid < high
    with pytest.raises(lockgate.LockgateError, match="LG0910"):
        lockgate.cluster("H100", parameters=405e9, tokens=0, days=78, on=DAY)


def test_design_is_the_command_lines():
    found = lockgate.design("nvidia-h100-sxm", "CN", on="2024-06-01")
    said = program.run(
        "design", "--base", "nvidia-h100-sxm", "--to", "CN", "--on", "2024-06-01", "--format", "json"
    )
    assert found.to_dict() == said
    assert float(found["best"]["figures"]["tpp"]) < 2400
    assert repr(found).splitlines()[0].startswith("nvidia-h100-sxm to CN on 2024-06-01: keeps 17")
    with pytest.raises(lockgate.LockgateError, match="LG0959"):
        lockgate.design("nvidia-h100-sxm", "China", on="2024-06-01")


def test_impact():
    found = lockgate.impact("2025-04-08", "2025-04-15", origin="US", destination="CN")
    said = program.run(
        "impact", "--between", "2025-04-08", "2025-04-15", "--from", "US", "--to", "CN", "--format", "json"
    )
    assert found["chips"] == said
    assert "nvidia-h20-96gb" in [one["chip"] for one in found["chips"] if one["change"] == "caught"]
    assert {one["concept"] for one in lockgate.impact(amount=15)["statements"]} > {"revenue-lost", "sales-regained"}
    assert all(one["standing"] in ("reproduced", "open") for one in lockgate.impact(published=True)["published"])


def test_an_overlay_is_known_by_its_name_only():
    found = lockgate.impact(overlay="gain-ai-act", on=DAY, origin="US", destination="CN")
    assert found["overlay"] == "gain-ai-act" and len(found["chips"]) > 0
    with pytest.raises(lockgate.LockgateError, match="(?s)LG0931.*gain-ai-act"):
        lockgate.impact(overlay="../../etc", on=DAY, origin="US", destination="CN")


def test_plan(tmp_path):
    pytest.importorskip("highsbox", reason="highsbox is not installed")
    file = tmp_path / "demand.toml"
    file.write_text(DEMAND, encoding="utf-8")
    found = lockgate.plan(DEMAND)
    assert found.to_dict() == lockgate.plan(file).to_dict() == lockgate.plan(str(file)).to_dict()
    assert found["certificate"]["gap"] < 1e-6
    assert found.headings == ["supplier", "units today", "one more would save"]
    with pytest.raises(lockgate.LockgateError, match="LG0961"):
        lockgate.plan(DEMAND.replace("shortage_price", "shortage_prise"))


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: lockgate.compare("H900", on=DAY), "LG0301"),
        (lambda: lockgate.compare([], on=DAY), "LG0903"),
        (lambda: lockgate.compare("H20", workload="chat room", on=DAY), "LG0901"),
        (lambda: lockgate.claim("H200 is good", on=DAY), "LG0902"),
        (lambda: lockgate.compare("H20", count=0, on=DAY), "LG0931"),
        (lambda: lockgate.impact("2025-04-08", "2025-04-15"), "LG0906"),
        (lambda: lockgate.impact(rule="us.no.such", origin="US", destination="CN"), "LG0908"),
        (lambda: lockgate.plan("no-such-file.toml"), "LG0960"),
    ],
)
def test_mistakes(call, code):
    with pytest.raises(lockgate.LockgateError) as caught:
        call()
    assert caught.value.code == code
    assert caught.value.fix
