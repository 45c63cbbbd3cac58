"""Sources that are watched: fetched under guard, read to text, and compared by what they say.

The doors are :func:`briefgen.sources.declared.declared`, :class:`briefgen.sources.fetcher.GuardedFetcher`,
:func:`briefgen.sources.capture.capture_all`, :mod:`briefgen.sources.lockfile`, :func:`briefgen.sources.changes.describe_change`
and :func:`briefgen.sources.restless.is_restless`. Nothing is imported here, so that each costs only what it needs.
"""
