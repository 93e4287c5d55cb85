"""An order that says next to nothing is answered exactly too, on any date: what is asked would settle it, and nothing is given up."""

import json
import os
import subprocess
import unittest

LOCKGATE = os.environ.get("LOCKGATE", "./lockgate")
DATES = ("2022-11-15", "2023-12-15", "2025-03-10", "2025-06-10", "2025-10-10", "2026-01-14", "2026-02-10", "2026-06-10", "2027-03-01")
GOODS = (("nvidia-h200-sxm", "CN"), ("nvidia-h20-96gb", "SG"))


def bare_orders():
    """Goods, a route and a day; no party, no use, no figure of the order's own."""
    for date in DATES:
        for item, destination in GOODS:
            yield {"id": f"{item} {destination} {date}", "date": date, "movement": "export", "origin": "US", "destination": destination, "item": item}


class Exactness(unittest.TestCase):
    def test_bare_orders_are_not_given_up(self):
        orders = "\n".join(map(json.dumps, bare_orders()))
        command = [LOCKGATE, "--data", ".", "check", "-", "--format", "jsonl", "--exit-zero"]
        answers = subprocess.run(command, input=orders, capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(len(answers), len(DATES) * len(GOODS))
        for answer in map(json.loads, answers):
            self.assertEqual(answer.get("faults", []), [], answer["order"])
            self.assertTrue(answer["unknown"], answer["order"])


if __name__ == "__main__":
    unittest.main()
