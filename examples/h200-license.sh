#!/usr/bin/env bash
# A sale of 75,000 H200 to one buyer: the determination sealed, the case through the departments, the license, three shipments,
# the cap reached, the laboratory revoked, the hold, the memo. Every command is shown before what it prints. `examples/h200-license.sh [LEDGER]`: otherwise in a file that is removed at the end.
set -uo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export LOCKGATE_LEDGER=${1:-sqlite:$folder/ledger.db} USER=example

run() {
  printf '$ lockgate %s\n' "$*"
  "${LOCKGATE:-./lockgate}" "$@"
  printf 'exit %s\n\n' "$?"
}

step() { run case record H200 "$@"; }
ship() { run ship D-EXAMPLE-1 --line 1 "$@"; }

run check examples/h200-order.json --seal
run case open H200 --determination h200-75000 --date 2026-02-02
step intake complete --date 2026-02-02
step classify classified --date 2026-02-02
step screen clear --date 2026-02-02
step determine license_needed --date 2026-02-02
step apply filed --reference Z1000001 --date 2026-02-03
step register registered --date 2026-02-04
step first_action referred --date 2026-02-06
step positions approve_with_conditions --by Defense --date 2026-02-16
step hold --by State --note "who are the remote users?" --date 2026-02-17
step release --date 2026-02-20
run case show H200 --date 2026-02-20
step positions approve_with_conditions --by State --date 2026-02-23
step positions no_objection --by Energy --date 2026-02-24
step commerce_position same --date 2026-02-25
step decision granted --date 2026-02-27
run license add examples/h200-license.json --date 2026-03-01
step license entered --reference D-EXAMPLE-1 --date 2026-03-01
run laboratory accredit "Example Test Laboratory" --date 2026-03-01
run supply nvidia-h200-sxm --to US --quantity 120000 --tpp 15832 --key us-2026-q1 --date 2026-03-31
ship --quantity 25000 --key may --date 2026-05-04
step end_user_statement given --reference EUS-EXAMPLE-1 --date 2026-05-04
step cn_approval given --date 2026-05-04
ship --quantity 25000 --key may --date 2026-05-04
ship --quantity 25000 --key june --date 2026-06-08
ship --quantity 5000 --key july --date 2026-07-06
run duty meet D-EXAMPLE-1 us.dd.kyc --evidence examples/h200-license.json --expires 2027-06-30 --date 2026-07-03
ship --quantity 5000 --key july --date 2026-07-06
ship --quantity 5000 --key august --reserve --date 2026-07-20
ship --quantity 10000 --key september --date 2026-07-27
run laboratory revoke "Example Test Laboratory" --date 2026-08-10
run draw settle august --date 2026-08-11
run license changed 2026-08-09 2026-08-11 --apply
run license show D-EXAMPLE-1 --date 2026-08-11
run case show H200 --date 2026-08-11
run license hold D-EXAMPLE-1 --date 2026-08-11
run case pack H200 dd
run replay h200-75000
run bundle h200-75000 --out "$folder/memo.html" --lang both
run audit --bundle "$folder/memo.html"
run audit
