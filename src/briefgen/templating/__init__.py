"""Templates of people who may not be trusted: Jinja2 with nothing to reach, a bound on all it does, and every value only text.

The only room that knows Jinja2. House fragments and sections with data are both rendered here::

    environment = Bounded({"colophon.md.j2": source}, files={"colophon.md.j2": "templates/house/colophon.md.j2"})
    text = environment.fill("colophon.md.j2", {"brief": …}, escape)
"""

from briefgen.templating.filling import Filled, Template, Value, fill
from briefgen.templating.markdown import Ready, escape
from briefgen.templating.names import unknown_names

__all__ = ["Filled", "Ready", "Template", "Value", "escape", "fill", "unknown_names"]
