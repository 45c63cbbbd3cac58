"""The private parts of reportlab that the PDF writer uses are there, and do what it counts on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import reportlab

from briefgen.writers.pdf import pillow, reportlab_internals
from briefgen.writers.pdf.reportlab_internals import USED, BareCanvas, Used

SOURCE = Path(reportlab_internals.__file__).parent


def owners() -> dict[str, object]:
    canvas = BareCanvas()
    return {"Canvas": canvas, "Document": canvas._doc, "Catalog": canvas._doc.Catalog}


@pytest.mark.parametrize("used", USED, ids=lambda used: f"{used.owner}.{used.attribute}")
def test_what_is_used_is_there(used: Used) -> None:
    assert hasattr(owners()[used.owner], used.attribute), (
        f"reportlab {reportlab.__version__} has no {used.owner}.{used.attribute}, which is used for: {used.why}. "
        "Adapt writers/pdf/reportlab_internals.py before allowing this release in pyproject.toml."
    )


def test_everything_private_that_is_used_is_declared() -> None:
    text = (SOURCE / "reportlab_internals.py").read_text(encoding="utf-8")
    code = text[text.index("class BareCanvas") :]
    private = set(re.findall(r"(?:self|_doc|catalog)\.(_\w+)", code)) - {"_fonts", "_preamble", "_file", "_write_all"}
    assert set() == private - {used.attribute for used in USED}


def test_only_one_module_knows_reportlab() -> None:
    knowing = {
        path.name
        for path in SOURCE.glob("*.py")
        if re.search(r"^\s*(from|import) reportlab", path.read_text("utf-8"), re.MULTILINE)
    }
    assert {"reportlab_internals.py"} == knowing


def test_a_canvas_of_ours_brings_nothing_to_its_page() -> None:
    canvas = BareCanvas()
    assert ([], "") == (canvas.operators, canvas._preamble)
    canvas.setPageSize((100, 100))
    assert "" == canvas._preamble


def test_the_identifier_we_set_is_the_one_that_is_written() -> None:
    canvas = BareCanvas()
    page = reportlab_internals.IndirectObject()
    page.body = lambda refer: b"<</Type /Page /Parent " + refer(canvas.page_parent).encode() + b">>"
    canvas.close_page(page)
    info = reportlab_internals.IndirectObject()
    info.body = lambda _refer: b"<<>>"
    (first, second) = re.findall(rb"<([0-9a-f]{32})>", canvas.save(info))
    assert first == second != b"0" * 32


def test_nothing_of_reportlab_is_patched() -> None:
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen import canvas

    for module in (pdfdoc, canvas):
        changed = [
            f"{name}.{attribute}"
            for name, owner in vars(module).items()
            if isinstance(owner, type) and owner.__module__ == module.__name__
            for attribute, value in vars(owner).items()
            if getattr(value, "__module__", module.__name__).startswith("briefgen")
        ]
        assert [] == changed


def test_pillow_is_loaded_when_a_picture_is_met_and_not_by_reportlab() -> None:
    # reportlab.lib.utils imports PIL.Image, 6 ms that a brief without pictures need not spend. In a process of its own: this one
    # may have it already.
    script = (
        "import sys, briefgen.writers.pdf.reportlab_internals; print('PIL.ImageMode' in sys.modules)\n"
        "import PIL.Image; from PIL import Image, ImageOps; from reportlab.lib import utils\n"
        "print(utils._isPILImage(Image.new('L', (1, 1))), PIL.Image is Image is utils.Image, 'PIL.ImageMode' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert ["False", "True", "True", "True"] == said.split()


def test_pillow_that_is_loaded_stays_as_it_is() -> None:
    from PIL import Image

    known = Image.open
    pillow.defer()
    assert (Image, known) == (sys.modules["PIL.Image"], Image.open)
