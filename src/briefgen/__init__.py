"""briefgen: sourced analytic briefs, from Markdown to Word and PDF.

The pipeline in order, one room each:

1. :mod:`briefgen.workspace` finds a brief and hands in files, clock and citation processor;
2. :mod:`briefgen.readers` turn front matter and Markdown into a tree (:mod:`briefgen.model.tree`);
3. :mod:`briefgen.house` loads the look and renders its fragments, which the same reader reads;
4. :mod:`briefgen.compose` assembles one document in printing order;
5. :mod:`briefgen.citations` collects the clusters, :mod:`briefgen.citeproc` has them formatted, and they are placed;
6. :mod:`briefgen.compose` finishes: numbers, labels, contents, estimative language;
7. :mod:`briefgen.figures` draw what is drawn: charts, timelines, maps;
8. :mod:`briefgen.checks` say what the brief lacks, and nothing is written over an error;
9. :mod:`briefgen.layout` breaks lines and pages, with faces from :mod:`briefgen.fonts`;
10. :mod:`briefgen.writers` make the bytes of each format, and :mod:`briefgen.proof` reads them back against the tree.

:mod:`briefgen.pipeline` is that list as code. Imports point one way, from ``cli`` down to ``model``; see the README beside
this file.
"""

__version__ = "0.1.0"
