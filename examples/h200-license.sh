#!/usr/bin/env bash
# A license for 75,000 H200 to one buyer: three shipments, the cap reached, the laboratory revoked, the hold. Every command
# is shown before what it prints. `examples/h200-license.sh [LEDGER]`: otherwise in a file that is removed at the end.
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

ship() { run ship D-EXAMPLE-1 --line 1 "$@"; }

run license add examples/h200-license.json --date 2026-03-01
run laboratory accredit "Example Test Laboratory" --date 2026-03-01
run supply nvidia-h200-sxm --to US --quantity 120000 --tpp 15832 --key us-2026-q1 --date 2026-03-31
ship --quantity 25000 --key may --date 2026-05-04
ship --quantity 25000 --key june --date 2026-06-08
ship --quantity 5000 --key july --date 2026-07-06
run duty meet D-EXAMPLE-1 us.dd.kyc --evidence examples/h200-license.json --expires 2027-06-30 --date 2026-07-03
ship --quantity 5000 --key july --date 2026-07-06
ship --quantity 5000 --key august --reserve --date 2026-07-20
ship --quantity 10000 --key september --date 2026-07-27
run laboratory revoke "Example Test Laboratory" --date 2026-08-10
run draw settle august --date 2026-08-11
run license show D-EXAMPLE-1 --date 2026-08-11
run license hold D-EXAMPLE-1 --date 2026-08-11
run audit
