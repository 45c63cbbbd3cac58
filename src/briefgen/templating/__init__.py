"""Templates of people who may not be trusted: Jinja2 with nothing to reach, a bound on all it does, and every value only text.

The only room that knows Jinja2. House fragments and sections with data are both filled here::

    template = Template("colophon.md.j2", {"colophon.md.j2": source}, {"colophon.md.j2": "templates/house/colophon.md.j2"})
    markdown = fill(template, {"brief": …}).text
"""

from briefgen.templating.filling import Filled, Template, Value, fill
from briefgen.templating.markdown import Ready, escape
from briefgen.templating.names import unknown_names

__all__ = ["Filled", "Ready", "Template", "Value", "escape", "fill", "unknown_names"]
