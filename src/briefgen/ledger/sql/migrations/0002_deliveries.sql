-- The outbox. Editions of before were never sent by this program, and have no deliveries.

-- One edition to one reader by one channel. It comes in the edition's own transaction; of two that would be the same, neither comes.
--
--   pending --claimed: owner, until, epoch + 1--> pending, leased           handed over up to the final dot
--   pending, leased --committed, same epoch--> sending                      on the disk before the dot goes out
--   pending, leased --until--> pending                                      provably unsent
--   pending, leased --refused by our rules--> refused
--   pending, leased --4xx, no connection--> pending, tries + 1, next_try    or failed, once it has waited too long
--   pending, leased --5xx--> failed
--   pending --restored ledger, lock ahead of it, a person--> on-hold
--   sending --250--> sent      sending --4xx--> pending, tries + 1      sending --5xx--> failed
--   sending --no answer, until, restored ledger--> in-doubt
--   in-doubt --250 after all, same epoch; the channel's own record--> sent
--   in-doubt --the channel proves that nothing left--> pending
--   in-doubt, on-hold --a person--> sent | pending | dropped
--   failed, refused --a person--> pending | dropped      pending --a person--> dropped
--
-- Nothing else is possible. "until" is in seconds since 1970 by the database's clock. A row of an older generation than the
-- ledger's is neither claimed nor committed. "told": when the list's owner was told of the state it stands in.
create table delivery (
  brief text not null,
  number integer not null,
  channel text not null,
  recipient text not null,
  list text not null,
  marking text not null,
  status text not null,
  message_id text not null unique,
  message text not null,                         -- the digest of its MIME bytes, which every try sends unchanged
  state text not null check (state in ('pending', 'sending', 'sent', 'failed', 'refused', 'in-doubt', 'on-hold', 'dropped')),
  since text not null,
  tries integer not null default 0,
  next_try text not null default '',             -- '': now
  reply text not null default '',
  reason text not null default '',
  told text not null default '',
  owner text not null default '',                -- '': nobody
  epoch integer not null default 0,
  until double precision not null default 0,
  generation integer not null,
  primary key (brief, number, channel, recipient),
  foreign key (brief, number) references edition (brief, number)
);
create index delivery_by_state on delivery (state);
create index delivery_by_telling on delivery (told, state);
create index delivery_by_recipient on delivery (recipient, brief, number);

-- Every transition of every delivery, in order; only ever added to, and never pruned: it says what readers were given.
create table delivery_log (
  number {identity},
  at text not null,
  brief text not null,
  edition integer not null,
  channel text not null,
  recipient text not null,
  was text not null,                             -- '': it came into the outbox
  state text not null,
  epoch integer not null,
  who text not null,                             -- a person; '': the program by itself
  reply text not null,
  reason text not null
);
create index delivery_log_by_delivery on delivery_log (brief, edition, channel, recipient);

-- While there is a row, nothing leaves the outbox.
create table pause (
  id integer primary key check (id = 1),
  since text not null,
  who text not null,
  reason text not null
);
