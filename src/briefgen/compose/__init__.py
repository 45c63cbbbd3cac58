"""From an author's sections to the document that is printed.

Two steps, with the citations placed in between::

    wanted_fragments ─► (house renders, readers read) ─► assemble ─► citations ─► finish

:func:`assemble` puts everything in printing order: cover or title, the sections, and what the house prints after them.
:func:`finish` then writes out what authors should not have to type: numbers, labels, the contents, and the estimative
language of judgments. Both map a tree to a tree; a writer adds nothing to what they return.
"""

from briefgen.compose.assemble import assemble
from briefgen.compose.dates import printed_date
from briefgen.compose.finish import finish
from briefgen.compose.fragments import ABSTRACT, SectionBlocks, fragment_context, letter_values, running_context, wanted_fragments

__all__ = [
    "ABSTRACT",
    "SectionBlocks",
    "assemble",
    "finish",
    "fragment_context",
    "letter_values",
    "printed_date",
    "running_context",
    "wanted_fragments",
]
