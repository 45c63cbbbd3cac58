"""The rules, one a file; see :mod:`briefgen.checks`."""
