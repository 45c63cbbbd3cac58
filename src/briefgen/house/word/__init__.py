"""An ordinary Word file, made by a designer, as the look of a house: its page, fonts, styles, colours, tables and running lines.

Parts are found by what they are and styles by name, so that whatever Word, LibreOffice or another program wrote can be read. What
is not understood is named in a diagnostic; nothing of the file is ever run.
"""

from briefgen.house.word.letterhead import Letter, read_letterhead

__all__ = ["Letter", "read_letterhead"]
