"""House templates: ``templates/<name>/`` becomes a :class:`~briefgen.model.house.House`, and its fragments become Markdown.

``house.toml`` is the look, the ``*.md.j2`` files are templates that print Markdown for the same reader that reads the author's
text (:mod:`briefgen.templating` fills them). This is the only room that knows the keys of ``house.toml``, and what a Word file
says in their place (:mod:`.word`). Files are handed in through a port.
"""

from briefgen.house.fragments import render_fragment, unknown_names
from briefgen.house.load import load_house, read_style
from briefgen.house.running import render_running
from briefgen.house.source import colour_places

__all__ = ["colour_places", "load_house", "read_style", "render_fragment", "render_running", "unknown_names"]
