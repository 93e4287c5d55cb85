"""`pip install .` into an environment of its own: the package, the program and the law are there, and find each other."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile

import pyarrow
import pyarrow.parquet
import pytest

import flat
import lockgate

pytest.importorskip("scikit_build_core", reason="scikit-build-core is not installed")
PIP = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
# Nothing of this checkout may be what is found.
CLEAN = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "LOCKGATE", "LOCKGATE_DATA")}


def run(command, folder):
    done = subprocess.run(command, cwd=folder, env=CLEAN, capture_output=True, text=True, timeout=1700)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run([*PIP, "wheel", ".", "--no-deps", "--no-build-isolation", "-w", str(folder)], flat.ROOT)
    return next(folder.glob("lockgate-*.whl"))


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """The libraries are lent by the environment of the tests, so that nothing is asked of the network."""
    folder = tmp_path_factory.mktemp("environment")
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)], folder)
    python = folder / "bin" / "python3"
    run([*PIP, "--python", str(python), "install", "--no-deps", str(wheel)], folder)
    ask = "import sysconfig; print(sysconfig.get_path('platlib'))"
    site = run([str(python), "-c", ask], folder).strip()
    with open(os.path.join(site, "lent.pth"), "w") as lent:
        lent.write(sysconfig.get_path("platlib") + "\n")
    # The program finds pyarrow's libraries where an installation would put them.
    os.symlink(os.path.dirname(pyarrow.__file__), os.path.join(site, "pyarrow"))
    return folder


def test_what_is_in_it(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("lockgate/py.typed", "lockgate/_lockgate.pyi", "rulebook/us-ear/734.md", "catalogue/chips.csv"):
        assert any(name.endswith(part) for name in names), part
    assert [name for name in names if name.endswith("/scripts/lockgate")]


def test_the_package_finds_its_law(environment, tmp_path):
    order = flat.orders("core")[0]
    work = f"import json, lockgate; print(lockgate.__file__); print(json.dumps(lockgate.decide({order!r})))"
    place, answer = run([str(environment / "bin" / "python3"), "-c", work], tmp_path).splitlines()
    assert place.startswith(str(environment))
    assert json.loads(answer) == lockgate.decide(order)


def test_the_program_finds_its_law(environment, tmp_path):
    orders = tmp_path / "orders.jsonl"
    orders.write_text(json.dumps(flat.orders("core")[0]))
    command = ["check", str(orders), "--format", "json", "--exit-zero"]
    direct = run([str(environment / "bin" / "lockgate"), *command], tmp_path)
    assert json.loads(direct) == [lockgate.decide(flat.orders("core")[0])]
    assert run([str(environment / "bin" / "python3"), "-m", "lockgate", *command], tmp_path) == direct


def test_the_program_reads_parquet(environment, tmp_path):
    book, answers = tmp_path / "book.parquet", tmp_path / "answers.parquet"
    pyarrow.parquet.write_table(flat.core(), book)
    run([str(environment / "bin" / "lockgate"), "check", str(book), "--out", str(answers), "--exit-zero"], tmp_path)
    found = pyarrow.parquet.read_table(answers).column("verdict").to_pylist()
    assert found == lockgate.check(flat.core()).to_arrow().column("verdict").to_pylist()


def test_another_pyarrow_is_said_to_be_missing(environment, tmp_path):
    book = tmp_path / "book.parquet"
    pyarrow.parquet.write_table(flat.core(), book)
    [link] = (environment / "lib").glob("python3*/site-packages/pyarrow")
    target = os.readlink(link)
    link.unlink()
    done = subprocess.run(
        [str(environment / "bin" / "lockgate"), "check", str(book)], env=CLEAN, capture_output=True, text=True
    )
    link.symlink_to(target)
    assert done.returncode == 2
    assert "LG0124" in done.stderr and "pip install" in done.stderr
