"""Documents of a thousand pages: how much longer they take than those of a hundred, and how much more memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

MEASURE = """
import gc, resource, sys, time
from briefgen.layout import paginate
from briefgen.model import tree
from briefgen.writers import pdf
from pagination import META, note, paragraph, style
from press import manifest
from random import Random

words = Random(0).choices("the of a river border estimate intelligence reconnaissance supply between armour and".split(), k=90_000)

def text(at, count):
    return " ".join(words[at % 80_000 : at % 80_000 + count]) + f" {at}."

pages = int(sys.argv[1])
blocks = [paragraph(text(97 * n, 110), note(text(31 * n, 20)), text(53 * n, 20)) for n in range(int(3.3 * pages))]
document = tree.Document(META, tuple(blocks), {})
gc.disable()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
layout = paginate(document, style(), pdf.painter(document)).value
data = pdf.write(document, style(), manifest(), layout)
print(len(layout.pages), time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def measured(pages: int) -> tuple[int, float, float]:
    """The pages that were made, the seconds that a process spent on them, and the kilobytes it took for them."""
    paths = [str(ROOT / "src"), str(ROOT / "tests")]
    code = f"import sys; sys.path[:0] = {paths!r}\n{MEASURE}"
    said = subprocess.run([sys.executable, "-c", code, str(pages)], capture_output=True, text=True, check=True).stdout.split()
    return int(said[0]), float(said[1]), float(said[2])


@pytest.mark.slow
def test_a_thousand_pages_take_no_more_than_eleven_times_as_long_as_a_hundred():
    few, seconds, _ = min((measured(100) for _ in range(3)), key=lambda made: made[1])
    many, more, kilobytes = measured(1000)
    assert many > 900
    assert more / many <= 1.1 * seconds / few
    assert kilobytes / many < 150, "kilobytes a page, of which most is the file itself and its structure"
