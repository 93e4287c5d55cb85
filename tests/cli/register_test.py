"""Registers of companies behind `own` and `check --holdings`: GLEIF, BODS and the UK's snapshot, joined."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKGATE = os.environ.get("LOCKGATE", str(ROOT / "lockgate"))
EXCERPT = "watch/lists/us-excerpt.csv"

LEVEL_1 = """LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1,Entity.HeadquartersAddress.Country,Entity.RegistrationAuthority.RegistrationAuthorityID,Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Registration.RegistrationStatus
529900ACMECHIPSXX096,Acme Chips Limited,,GB,RA000585,1234567,ISSUED
529900ACMEHOLDING098,深圳某某控股有限公司,"HiSilicon Optoelectronics Co., Ltd.",CN,RA000999,9,ISSUED
"""
LEVEL_2 = """Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType,Registration.RegistrationStatus,Registration.LastUpdateDate
529900ACMECHIPSXX096,LEI,529900ACMEHOLDING098,LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2020-01-01,,RELATIONSHIP_PERIOD,PUBLISHED,
"""


def entry(name, nature, day="2020-01-01"):
    identification = {"registration_number": "765432", "country_registered": "England"}
    data = {"kind": "corporate-entity-person-with-significant-control", "name": name, "natures_of_control": [nature], "notified_on": day}
    return json.dumps({"company_number": "01234567", "data": {**data, "identification": identification} if name == "Zorble Ltd" else data}) + "\n"


def run(*arguments):
    done = subprocess.run([LOCKGATE, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    return done.returncode, done.stdout, done.stderr


class Registers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def own(self, *arguments):
        status, out, talk = run("own", *arguments, "--lane", "ofac", "--on", "2025-10-15")
        return (json.loads(out) if out.strip() else None), status, talk

    def test_bands_of_the_snapshot_add_up(self):
        listed = self.write("listed.jsonl", '{"listed": "Zorble Ltd", "lists": ["sdn"]}\n{"listed": "Blixen Ltd", "lists": ["sdn"]}\n')
        for nature, second, expected in (
            ("ownership-of-shares-50-to-75-percent", None, "yes"),
            ("ownership-of-shares-25-to-50-percent", None, "possible"),
            ("ownership-of-shares-25-to-50-percent", "ownership-of-shares-25-to-50-percent", "yes"),
            ("voting-rights-75-to-100-percent", None, "no"),
        ):
            snapshot = self.write("psc.txt", entry("Zorble Ltd", nature) + (entry("Blixen Ltd", second) if second else ""))
            for asked in ("01234567", "GB-COH 01234567"):
                answer, _, talk = self.own(snapshot, listed, "--ask", asked)
                self.assertEqual(answer["restricted"], expected, (nature, second, talk))

    def test_files_of_several_registers_are_one_graph(self):
        files = [self.write("psc.txt", entry("Zorble Ltd", "ownership-of-shares-50-to-75-percent")), self.write("lei.csv", LEVEL_1), self.write("rr.csv", LEVEL_2), self.write("listed.jsonl", '{"listed": "深圳某某控股有限公司", "lists": ["sdn"]}\n')]
        for asked in ("Acme Chips Limited", "acme chips limited", "529900ACMECHIPSXX096", "01234567"):
            answer, status, talk = self.own(*files, "--ask", asked)
            self.assertEqual((answer["node"], answer["restricted"], status), ("Acme Chips Limited", "possible", 1), talk)
        _, status, talk = self.own(*files, "--ask", "Nobody")
        self.assertEqual((status, "[LG0606]" in talk), (2, True))

    def test_who_is_meant_is_asked_when_two_have_one_name(self):
        twice = LEVEL_1 + "529900ZORBLEXXXXX033,Acme Chips Limited,,BR,,,ISSUED\n"
        relation = LEVEL_2 + "529900ZORBLEXXXXX033,LEI,529900ACMEHOLDING098,LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,,,,PUBLISHED,\n"
        _, status, talk = self.own(self.write("lei.csv", twice), self.write("rr.csv", relation), "--ask", "Acme Chips Limited")
        self.assertEqual((status, "[LG0621]" in talk, "Acme Chips Limited [LEI 529900ZORBLEXXXXX033]" in talk), (2, True, True), talk)

    def test_an_owner_is_compared_with_the_lists_under_every_name_a_register_gives(self):
        files = ["--holdings", self.write("lei.csv", LEVEL_1), "--holdings", self.write("rr.csv", LEVEL_2)]
        order = {"id": "x", "date": "2025-10-15", "movement": "export", "origin": "US", "destination": "BR", "item": {"kind": "chip", "tpp": 100}, "parties": [{"role": "end_user", "name": "ACME CHIPS LIMITED", "country": "BR", "headquarters": "BR"}]}
        status, out, talk = run("check", self.write("orders.jsonl", json.dumps(order)), "--lists", EXCERPT, *files, "--format", "jsonl")
        self.assertIn(status, (0, 1), talk)
        found = {one["party"]: one for one in json.loads(out)["screening"]}
        self.assertEqual(found["end_user.owners[0]"]["name"], "深圳某某控股有限公司")
        self.assertIn("entity_list", found["end_user.owners[0]"]["lists"])
        self.assertEqual([(one["lane"], one["restricted"]) for one in found["end_user"]["ownership"]], [("bis", "possible")])

    def test_a_line_that_is_left_out_holds_the_check(self):
        bad = self.write("lei.csv", LEVEL_1.replace("529900ACMEHOLDING098", "529900ACMEHOLDING099"))
        status, _, talk = run("check", "examples/half-owned.jsonl", "--lists", EXCERPT, "--holdings", bad)
        self.assertEqual((status, "[LG0610]" in talk), (2, True), talk)

    def test_what_was_packed_says_what_the_files_say(self):
        listed = self.write("listed.jsonl", '{"listed": "深圳某某控股有限公司", "lists": ["sdn"]}\n')
        registers = [self.write("psc.txt", entry("Zorble Ltd", "ownership-of-shares-50-to-75-percent")), self.write("lei.csv", LEVEL_1), self.write("rr.csv", LEVEL_2)]
        packed = self.folder / "packed"
        status, out, talk = run("own", *registers, "--pack", packed)
        self.assertEqual((status, json.loads(out)["holdings"]), (0, 2), talk)
        for asked in (["--ask", "acme chips limited"], ["--ask", "529900ACMECHIPSXX096"], ["--ask", "01234567"], []):
            answer, status, talk = self.own(packed, listed, *asked)
            self.assertEqual((answer, status), self.own(*registers, listed, *asked)[:2], talk)
            self.assertIn("psc.txt", talk)
        order = {"id": "x", "date": "2025-10-15", "movement": "export", "origin": "US", "destination": "BR", "item": {"kind": "chip", "tpp": 100}, "parties": [{"role": "end_user", "name": "ACME CHIPS LIMITED", "country": "BR", "headquarters": "BR"}]}
        orders = self.write("orders.jsonl", json.dumps(order))
        files = [one for register in registers for one in ("--holdings", register)]
        self.assertEqual(*(run("check", orders, "--lists", EXCERPT, *holdings, "--format", "jsonl")[1] for holdings in (files, ["--holdings", packed])))

    def test_a_packed_register_that_was_altered_is_refused(self):
        packed = self.folder / "packed"
        run("own", self.write("rr.csv", LEVEL_2), "--pack", packed)
        whole = packed.read_bytes()
        for other, code in ((whole[:-1], "[LG0624]"), (whole[:-1] + bytes([whole[-1] ^ 1]), "[LG0625]"), (whole.replace(b"format 1", b"format 9", 1), "[LG0623]")):
            packed.write_bytes(other)
            answer, status, talk = self.own(packed)
            self.assertEqual((answer, status, code in talk), (None, 2, True), talk)

    def test_lines_left_out_are_missing_from_what_is_packed_as_well(self):
        packed = self.folder / "packed"
        status, _, talk = run("own", self.write("lei.csv", LEVEL_1.replace("529900ACMEHOLDING098", "529900ACMEHOLDING099")), "--pack", packed)
        self.assertEqual((status, "[LG0610]" in talk), (2, True), talk)
        status, _, talk = run("check", "examples/half-owned.jsonl", "--lists", EXCERPT, "--holdings", packed)
        self.assertEqual((status, "[LG0626]" in talk), (2, True), talk)


if __name__ == "__main__":
    unittest.main()
