# Sourced by ./run and ./test: makes sure that what they need is installed, and says what it does. Debian 12 or later,
# Ubuntu 24.04 or later. Nothing is asked of the network when nothing is missing.

say() { printf '== %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# The packages among "$@" that are not installed.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null | awk '$1 == "ii" { print $2 }' || true)
  local package
  for package in "$@"; do
    grep -qxF "$package" <<<"$installed" || echo "$package"
  done
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    say "no apt-get here; what these packages bring must be there already: ${missing[*]}"
    return
  fi
  say "installing ${missing[*]}"
  as_root apt-get update -qq >/dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# For each `command` or `command:package` that is not there by whatever means, the package that brings it.
packages_for() {
  local pair
  for pair in "$@"; do
    command -v "${pair%:*}" >/dev/null || echo "${pair#*:}"
  done
}

BUILD_COMMANDS=(g++ cmake ninja:ninja-build)
BUILD_PACKAGES=(libc6-dev libfmt-dev libexpected-dev libboost-dev libicu-dev libssl-dev libcmark-dev libsimdjson-dev
  nlohmann-json3-dev libcli11-dev libcsv-dev libpugixml-dev libexpat1-dev libzip-dev libxlsxwriter-dev libeigen3-dev libtomlplusplus-dev
  libsqlite3-dev libpq-dev libcurl4-openssl-dev libsodium-dev libjemalloc-dev)
TEST_COMMANDS=(git ccache python3 clang++:clang z3 java:openjdk-17-jre-headless)
# A server for the ledger's tests, which start one of their own on loopback.
# And a browser with Chinese letters, for those of the page and of memos on paper, whose words are read back.
# And what the tables of watch/han are made from.
TEST_PACKAGES=(libgtest-dev libbenchmark-dev postgresql chromium fonts-noto-cjk poppler-utils unicode-data opencc libopencc-data)

setup_build() {
  # shellcheck disable=SC2046  # package names have no blanks
  install_packages $(packages_for "${BUILD_COMMANDS[@]}" python3) "${BUILD_PACKAGES[@]}"
  setup_pyarrow
  setup_page
}

setup_tests() {
  # shellcheck disable=SC2046
  install_packages $(packages_for "${BUILD_COMMANDS[@]}" "${TEST_COMMANDS[@]}") "${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
  # The run-time of libFuzzer and the sanitizers is packaged by clang's major version.
  install_packages "libclang-rt-$(clang++ -dumpversion | cut -d. -f1)-dev"
  setup_node
  setup_page
  setup_python
}

# .venv: what comes from PyPI. pyarrow brings the libraries that read Parquet and Arrow files; the rest, as python/requirements-test.txt
# names it, is what the Python package is built with and tested against. Without network the program does without these formats
# and the tests that want more skip, and both say so; in CI that is not good enough.
pip_install() {
  local stamp=.venv/$1
  shift
  [ -e "$stamp" ] && [ ! python/requirements-test.txt -nt "$stamp" ] && return
  [ -e "$(python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ] || install_packages python3-dev
  python3 -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
  say "pip install $* into .venv"
  if { [ -e .venv/bin/python3 ] || python3 -m venv .venv; } && .venv/bin/python3 -m pip install -q --disable-pip-version-check "$@" >&2; then
    touch "$stamp"
  else
    say "that could not be had"
    [ "${CI:-}" != true ] || exit 1
  fi
}

setup_pyarrow() { pip_install lockgate-pyarrow "$(grep '^pyarrow==' python/requirements-test.txt)"; }

# What makes the documentation into a site.
setup_docs() { pip_install lockgate-mkdocs "$(grep '^mkdocs==' python/requirements-test.txt)"; }

setup_python() { pip_install lockgate-requirements -r python/requirements-test.txt; }

# Test data that comes from npm: exactly what each lock file says. Without network the tests that want it skip and say so;
# in CI that is not good enough.
setup_node() {
  local lock
  for lock in tests/*/package-lock.json; do
    if [ -e "$lock" ]; then npm_ci "$(dirname "$lock")"; fi
  done
}

npm_ci() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  # shellcheck disable=SC2046  # package names have no blanks
  install_packages $(packages_for npm)
  say "npm ci in $1"
  if ! (cd "$1" && npm ci --loglevel=error --no-audit --no-fund --no-update-notifier) >&2; then
    say "what $1 wants from npm could not be had"
    [ "${CI:-}" != true ] || exit 1
  fi
}

# The page that `lockgate serve` shows, bundled into web/dist, which the build takes up. Where npm is missing the program is built
# without it, and `/` says so.
setup_page() {
  npm_ci web
  [ -e web/node_modules/.package-lock.json ] || return 0
  [ -e web/dist/index.html ] && [ -z "$(find web examples/demo-book.csv -path web/node_modules -prune -o -path web/dist -prune -o -type f -newer web/dist/index.html -print -quit)" ] && return
  say "building the page"
  (cd web && npm run --silent build) >&2
}

configure() {
  say "configuring preset $1"
  cmake --preset "$1" --log-level=WARNING >/dev/null
}

# `build release lockgate`: a preset, and the targets when not all are wanted.
build() {
  say "building preset $1"
  cmake --build --preset "$1" ${2:+--target "${@:2}"} -- --quiet >&2
}

# ./lockgate: the release program, or the one with sanitizers while there is no other.
link_program() {
  local preset
  for preset in dev release; do
    if [ -x "build/$preset/lockgate" ]; then ln -sfn "build/$preset/lockgate" lockgate; fi
  done
}
