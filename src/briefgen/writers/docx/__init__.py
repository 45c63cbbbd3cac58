"""Word documents (WordprocessingML, ECMA-376), and the only place with python-docx.

A document begins from nothing but the house style: no template's leftovers. What an editor finds is an ordinary, well-styled
file: named styles, native notes, lists and fields. :mod:`.blocks` and :mod:`.inlines` say what each node becomes,
:mod:`.styles` what each role becomes, :mod:`.assembly` what is in the package.
"""

from __future__ import annotations

from briefgen.writers.docx.assembly import write

__all__ = ["write"]
