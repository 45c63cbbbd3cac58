"""Document and house into pages: positioned glyphs, rules and pictures, and the structure they belong to.

Pure geometry, and the only room with pyphen and bidi. The stations: inlines become runs (``inline``), runs become words
(``itemise``), words become lines (``linebreak``, ``lines``; nearly all of them in ``straight``), blocks become atoms (``blocks``
and one module for each larger kind), a portion at a time (``portions``), and atoms become pages (``pager``, ``assembly``).

What is known of a word is found once a process and kept with its setting: bounded, and following from the word alone.
"""

from __future__ import annotations

from briefgen.layout.assembly import paginate
from briefgen.layout.pages import Layout

__all__ = ["Layout", "paginate"]
