"""Pillow, loaded when a picture is met: reportlab imports it at its own import, and most briefs have none."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

IMAGE = "PIL.Image"


def defer() -> None:
    """Let whoever imports ``PIL.Image`` from now on have it, and its contents be loaded when the first of them is asked for.

    Nothing changes where it is loaded already, or is not installed. The recipe is that of the documentation of ``importlib``;
    the attribute of the package is set as an import sets it, without which ``from PIL import Image`` would load the contents.
    """
    spec = None if IMAGE in sys.modules else find_spec(IMAGE)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[IMAGE] = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules["PIL"].Image = module  # type: ignore[attr-defined]  # as an import does
