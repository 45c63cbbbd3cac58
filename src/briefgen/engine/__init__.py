"""When and where the pipeline's functions are called. An engine is a doorbell: it may ring never, once or many times.

:mod:`~briefgen.engine.schedule` says when a brief is due, :func:`briefgen.engine.tick.tick` makes one pass, and
:func:`briefgen.engine.resident.run` one pass after another until it is asked to stop. What happened is in the ledger alone.
"""
