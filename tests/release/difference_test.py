"""`lockgate law diff` names the kinds of orders that a day changed, and nothing else: what changes, at which gate, and by which rules."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

LOCKGATE = os.environ.get("LOCKGATE", "./lockgate")


def changes(before, after, *options):
    """What the law of two days treats differently: {(gate, before, after): {rule, …}}, and the kinds themselves."""
    command = [LOCKGATE, "--data", ".", "law", "diff", before, after, "--format", "json", *options]
    kinds = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    out = {}
    for kind in kinds:
        out.setdefault((kind["gate"], kind["before"], kind["after"]), set()).update(kind["because"])
    return out, kinds


def limits(kind):
    return {(limit["fact"], limit["is"]) for limit in kind["limits"]}


class Days(unittest.TestCase):
    maxDiff = None

    def expect_only(self, found, gate, rules):
        """Every change at the gate rests on one of these rules, and each of them on some change."""
        said = set().union(*(because for (where, _, _), because in found.items() if where == gate))
        self.assertEqual(said, set(rules))

    def test_case_by_case_and_the_tariff_bands(self):
        """91 FR 1684 and the section 232 proclamation, both of 2026-01-15."""
        found, kinds = changes("2026-01-14", "2026-01-15")
        self.assertEqual({gate for gate, _, _ in found}, {"us.export", "us.tariff"})
        self.expect_only(found, "us.export", ["us.ear.dd", "us.ear.dd.window"])
        self.expect_only(found, "us.tariff", ["us.s232.duty", "us.s232.lines", "us.s232.band_a", "us.s232.band_b"])
        self.assertEqual({after for gate, _, after in found if gate == "us.export"}, {"license required, case by case"})
        for kind in kinds:
            if kind["gate"] == "us.export":
                self.assertIn(("item.dram_bandwidth_gbps", "below 6500 GB/s"), limits(kind))
                self.assertTrue(any(fact == "item.tpp" and "below 21000 TPP" in text for fact, text in limits(kind)))
            else:
                self.assertTrue(any(fact == "item.tpp" and ("14000" in text or "20800" in text) for fact, text in limits(kind)), kind)

    def test_density_rule(self):
        """88 FR 73458 takes the place of the rule of 2022 and of the letter of October 2023."""
        found, _ = changes("2023-11-16", "2023-11-17")
        self.assertEqual({gate for gate, _, _ in found}, {"us.export"})
        said = set().union(*found.values())
        self.assertLessEqual({"us.ear.3A090.a.1", "us.ear.3A090.a.2", "us.ear.3A090.b.1", "us.ear.3A090.b.2", "us.ear.3A090.2022"}, said)
        # The rule of 2022 frees nobody in Country Group D:5 who has no license exception now.
        self.assertNotIn(("us.export", "license required, presumption of denial", "no license required"), found)

    def test_letter_of_april_2025(self):
        found, _ = changes("2025-04-08", "2025-04-09")
        self.expect_only(found, "us.export", ["us.ear.letter.2025-04-09.nvidia"])
        self.expect_only(found, "us.tariff", ["us.ieepa.reciprocal@2025-04-05", "us.ieepa.reciprocal@2025-04-09"])
        self.assertEqual({gate for gate, _, _ in found}, {"us.export", "us.tariff"})

    def test_affiliates_rule_comes_and_goes(self):
        came, kinds = changes("2025-09-28", "2025-09-29")
        self.assertEqual({gate for gate, _, _ in came}, {"us.export"})
        self.expect_only(came, "us.export", ["us.ear.affiliates", "us.ear.affiliates.share"])
        self.assertTrue(all(("end_user.owners", "from 50 percent") in limits(kind) for kind in kinds))
        went, _ = changes("2025-11-09", "2025-11-10")
        self.expect_only(went, "us.export", ["us.ear.affiliates", "us.ear.affiliates.share"])
        self.expect_only(went, "us.tariff", ["us.ieepa.fentanyl@2025-03", "us.ieepa.fentanyl@2025-11"])
        self.assertEqual({(g, b, a) for g, b, a in came}, {(g, a, b) for g, b, a in went if g == "us.export"})

    def test_emirates_move_to_a5(self):
        found, kinds = changes("2026-07-09", "2026-07-10")
        self.assertEqual({gate for gate, _, _ in found}, {"us.export"})
        self.assertTrue(all(("destination", "AE") in limits(kind) for kind in kinds))

    def test_a_day_on_which_nothing_changes(self):
        self.assertEqual(changes("2026-06-15", "2026-06-16")[1], [])

    def test_postures(self):
        """The AI Diffusion rule stands in the code and is not enforced."""
        found, _ = changes("2026-02-01", "2026-02-01", "--to-posture", "codified")
        self.assertTrue(any("license required" in after for _, _, after in found))


class TwoStates(unittest.TestCase):
    """An overlay against the law without it, and two rulebook folders."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.other = os.path.join(self.folder.name, "rulebook")
        shutil.copytree("rulebook", self.other)

    def edit(self, file, old, new):
        path = os.path.join(self.other, file)
        with open(path, encoding="utf-8") as given:
            text = given.read()
        self.assertEqual(text.count(old), 1)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text.replace(old, new))

    def test_a_bill(self):
        found, kinds = changes("2026-02-01", "2026-02-01", "--overlay", "rulebook/overlays/ai-overwatch-act")
        self.assertEqual({gate for gate, _, _ in found}, {"us.export"})
        for rules in found.values():
            self.assertTrue(any(rule.startswith("overwatch.") for rule in rules), rules)
        # Nothing but data-center circuits.
        self.assertTrue(all(("item.datacenter", "yes") in limits(kind) or ("product.datacenter", "yes") in limits(kind) for kind in kinds))

    def test_the_same_twice(self):
        self.assertEqual(changes("rulebook", self.other, "--on", "2026-06-01")[1], [])

    def test_a_threshold_moved(self):
        self.edit("us-ear/774-3A090.md", "when      item.tpp >= 4800\n", "when      item.tpp >= 4700\n")
        found, kinds = changes("rulebook", self.other, "--on", "2026-06-01")
        self.assertEqual(set().union(*found.values()), {"us.ear.3A090.a.1"})
        self.assertTrue(all(("item.tpp", "from 4700 below 4800 TPP") in limits(kind) for kind in kinds), kinds)

    def test_a_fact_more_or_less(self):
        with open(os.path.join(self.other, "us-ear", "facts.md"), "a", encoding="utf-8") as out:
            out.write("\n```fact\nfact    a.new_one : bool per order\nmeans   \"new\"\n```\n")
        self.assertEqual(changes("rulebook", self.other, "--on", "2026-06-01")[1], [])
        self.assertEqual(changes(self.other, "rulebook", "--on", "2026-06-01")[1], [])

    def test_a_fact_that_means_another_thing(self):
        self.edit("us-ear/facts.md", 'closed  false because "an exporter who relies on RPL says so"', 'closed  true because "it is taken for so"')
        run = subprocess.run([LOCKGATE, "--data", ".", "law", "diff", "rulebook", self.other, "--on", "2026-06-01"], capture_output=True, text=True, check=False)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("LG1030", run.stderr)


if __name__ == "__main__":
    unittest.main()
