"""The wheel brings the whole course: installed elsewhere, it finds chapter 00."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """The Python of a new environment: the wheel in it, what the wheel needs borrowed from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    venv.create(folder / "venv", with_pip=False)
    python = next(path for path in folder.glob("venv/*/python*") if path.is_file())
    [wheel] = folder.glob("*.whl")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # A path listed in a .pth file is not searched for .pth files itself: this clone stays out of sight.
    site = next(path.parent for path in folder.glob("venv/**/cxlearn/__init__.py")).parent
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def said(python, program, folder):
    command = [str(python), "-c", program]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_the_installed_course_is_not_this_clone(elsewhere, tmp_path):
    place = Path(said(elsewhere, "import cxlearn; print(cxlearn.__file__)", tmp_path).strip())
    assert place.is_relative_to(elsewhere.parent.parent)


@pytest.mark.parametrize(("language", "page"), [("fr", "00_commencer_ici.ipynb"), ("en", "00_start_here.ipynb")])
def test_the_installed_course_lays_out_chapter_00(elsewhere, tmp_path, language, page):
    program = f"""
from pathlib import Path
from cxlearn.folder import Folder
Folder(Path("mine")).bring({language!r}, instructor=True)
"""
    said(elsewhere, program, tmp_path)
    assert (tmp_path / "mine" / page).is_file()
    assert any((tmp_path / "mine" / "solutions").glob("01_*.ipynb"))


def test_the_cells_of_chapter_00_run_there(elsewhere, tmp_path):
    program = """
import json, os
os.environ["CXLEARN_HOME"] = "."
from IPython.core.interactiveshell import InteractiveShell
from cxlearn.folder import pages
notebook = next(pages("fr")).read(instructor=False)
shell = InteractiveShell.instance()
for cell in notebook["cells"]:
    if cell["cell_type"] == "code":
        shell.run_cell("".join(cell["source"])).raise_error()
"""
    said(elsewhere, program, tmp_path)


def test_the_wheel_brings_what_widgets_need(elsewhere, tmp_path):
    program = "from importlib.resources import files; print([p.name for p in files('cxlearn.widgets').iterdir()])"
    names = said(elsewhere, program, tmp_path)
    assert all(name in names for name in ("shared.js", "shared.css"))
