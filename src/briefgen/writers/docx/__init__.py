"""Word documents (WordprocessingML, ECMA-376).

A document begins from nothing but the house style: no template's leftovers. What an editor finds is an ordinary, well-styled
file: named styles, native notes, lists and fields. What comes back from an editor is found again by hidden bookmarks, one on
each paragraph (:meth:`.ids.Bookmarks.block`). :mod:`.blocks` and :mod:`.inlines` say what each node becomes, :mod:`.styles` what
each role becomes, :mod:`.assembly` what is in the package.
"""

from __future__ import annotations

from briefgen.writers.docx.assembly import write

__all__ = ["write"]
