"""The outbox: editions become messages, and messages reach their readers once.

:mod:`.lists` says who is sent what, :mod:`.bodies` and :mod:`.messages` make the bytes. :func:`.dispatching.dispatch` delivers what
is due: :mod:`.handing` takes one delivery through its steps, :mod:`.refusals` says what is never sent, :mod:`.channels` are the
ways out, each in two steps of which only the last can leave a doubt (:mod:`.channel`), and :mod:`.reconciling` and
:mod:`.telling` say how it went. What happened is in the ledger alone.
"""
