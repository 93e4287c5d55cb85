"""Accounts, sessions, what takes two, the log of readings and signing in elsewhere, on PostgreSQL as on SQLite: the same tests."""

import sys
import unittest
from pathlib import Path
from unittest import mock

import publication_test
from postgres import Postgres

sys.path.insert(0, str(Path(__file__).parents[1] / "service"))
import access_test  # noqa: E402
import single_sign_on_test  # noqa: E402


def setUpModule():
    global POSTGRES
    POSTGRES = Postgres()


def tearDownModule():
    POSTGRES.stop()


all_of = unittest.defaultTestLoader.loadTestsFromTestCase


class OnPostgres(unittest.TestCase):
    """Runs tests of another module on a database of their own."""

    def run_tests(self, module, *tests):
        url = POSTGRES.new_database()
        with mock.patch.object(module, "setUpModule", lambda: module.begin(url)), mock.patch.object(module, "tearDownModule", module.end):
            told = unittest.TextTestRunner(stream=sys.stderr, verbosity=0).run(unittest.TestSuite(tests))
        self.assertGreater(told.testsRun, 0)
        self.assertTrue(told.wasSuccessful(), [case for case, _ in told.failures + told.errors])

    def test_accounts_and_four_eyes(self):
        self.run_tests(access_test, *(all_of(one) for one in (access_test.Signing, access_test.FourEyes, access_test.Readings)))

    def test_single_sign_on(self):
        self.run_tests(single_sign_on_test, *(all_of(one) for name, one in vars(single_sign_on_test).items() if isinstance(one, type) and issubclass(one, unittest.TestCase)))

    def test_publications(self):
        names = ("test_from_proposal_to_law", "test_nobody_approves_what_he_wrote", "test_every_process_on_the_ledger_follows")
        self.run_tests(publication_test, *(publication_test.Publishing(name) for name in names))

    def test_no_row_says_that_an_author_approved_what_is_his(self):
        url = POSTGRES.new_database()
        access_test.begin(url)
        try:
            access_test.Person("bob").post("/v1/proposals", {"kind": "license.hold", "about": access_test.Person("bob").get("/v1/licenses").json["licenses"][0]["number"], "reason": "mine"}, If_Match="*")
            for statement in ("UPDATE desk_proposal SET state = 'approved', decided_by = author", "UPDATE desk_proposal SET decided_by = 'cat'", "INSERT INTO desk_proposal VALUES ('x', 'hold.release', 'y', '{}', '', 'bob', '', 'approved', 'bob', '', '', '')"):
                self.assertIn("violates check constraint", POSTGRES.sql(url, statement), statement)
            for author, approver in (("bob", "bob"), ("", "bob"), ("bob", "")):
                self.assertIn("violates check constraint", POSTGRES.sql(url, f"INSERT INTO publication VALUES ('1', 'a', 'b', '', '{author}', '{approver}', '', '', '', '', '', '2026-02-01')"))
        finally:
            access_test.end()


if __name__ == "__main__":
    unittest.main()
