"""One sale from pasted cells to the memo (tests/web/story_test.mjs), against a service that seals into the ledger the command line uses."""

import os
import tempfile
import unittest

from page_test import BROWSER, PROGRAM, Served, missing, node


class Story(unittest.TestCase):
    def test_story(self):
        lacking = missing()
        if lacking and os.environ.get("CI") == "true":
            self.fail(f"{lacking} is missing")
        if lacking:
            self.skipTest(f"{lacking} is missing")
        with tempfile.TemporaryDirectory() as folder:
            ledger = f"sqlite:{folder}/ledger.db"
            with Served(ledger, "--seal") as served:
                where = {"LOCKGATE_PAGE": served.address, "LOCKGATE_PAGE_WITH_LEDGER": served.address, "CHROMIUM": BROWSER, "LOCKGATE": PROGRAM, "LOCKGATE_LEDGER": ledger, "LOCKGATE_STORY_FOLDER": folder}
                self.assertEqual(node("tests/web/story_test.mjs", **where), 0)


if __name__ == "__main__":
    unittest.main()
