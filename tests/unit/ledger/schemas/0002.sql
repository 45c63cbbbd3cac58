-- The ledger: what happened. Version 2.
--
-- Plain SQL that SQLite and PostgreSQL both take; {identity} is the one thing they spell differently. Instants are text, ISO 8601
-- in UTC to the second ("2022-10-20T06:00:00Z"), so that their order is that of their letters; '' means never. Lists and mappings
-- are JSON in text. Digests are SHA-256 in hexadecimal; those of raw, text, outline, artifact.digest and
-- delivery.message are keys of the object store.
--
-- "Exactly once" is said here and nowhere else: by the primary keys of edition, slot, approval, lease and delivery.

-- One row. "version" is this schema's; "program" is the release of briefgen that brought the file to it. "generation" rises at
-- every restore: what a backup believes to be still undone may have been done since, so that work of an older generation is held.
create table ledger (
  id integer primary key check (id = 1),
  version integer not null,
  program text not null,
  generation integer not null
);

-- A place that is looked at. What a look comes to (state) and what stands afterwards:
--
--   (none) --baseline--> standing                        the first snapshot; never a change
--   standing --unchanged--> standing                     only checked_at moves
--   standing --changed--> standing, a newer snapshot     changed_at moves, changes_in_a_row + 1
--   any --unreachable, rejected, refused--> as before    failures + 1, reason says why
create table source (
  identity text primary key,
  kind text not null,
  location text not null,
  standing integer,                              -- the number of the snapshot that stands; null: never captured
  state text not null,
  reason text not null default '',
  etag text not null default '',                 -- the newest validators, which may be newer than the snapshot that stands
  last_modified text not null default '',
  checked_at text not null,
  changed_at text not null default '',
  next_check text not null default '',           -- '': whenever somebody looks
  failures integer not null default 0,           -- in a row
  changes_in_a_row integer not null default 0,   -- a page that changes at every look is restless
  restless integer not null default 0 check (restless in (0, 1))
);

-- What a source said. Rows are added and pruned, never altered. "meaning" is the number of the snapshot with which this meaning
-- began: an upgraded extractor reads the same bytes into another text, which is a new row of the same meaning and no change.
create table snapshot (
  source text not null references source (identity),
  number integer not null,
  meaning integer not null,
  raw text not null,
  text text not null,
  extractor text not null,
  extractor_version text not null,
  captured_at text not null,                     -- as the capture wrote it
  media_type text not null,
  title text not null,
  etag text not null,
  last_modified text not null,
  primary key (source, number)
);
create index snapshot_by_text on snapshot (source, text);

-- What is going on with a brief now. "settle_since": when a change was first seen that is still waiting for its fellows.
create table brief (
  id text primary key,
  next_due text not null default '',
  settle_since text not null default '',
  decision text not null default '',             -- skip, publish, reverify, hold or wait: the last one
  reason text not null default '',
  decided_at text not null default ''
);

-- A run of a schedule, by local date and schedule, so that a clock that is set back does not make it twice:
--
--   (none) --claimed--> begun --finished--> done
--
-- One that was begun and not finished is open: whoever ran it died. An edition that a run makes finishes it in the edition's own
-- transaction.
create table slot (
  brief text not null,
  due text not null,
  begun_at text not null,
  done_at text not null default '',
  primary key (brief, due)
);

-- What readers were given. One row for each number: of two ticks that make edition 7, the second is refused.
create table edition (
  brief text not null,
  number integer not null check (number > 0),
  text_digest text not null,
  data_digest text not null,
  sources text not null,                         -- {citation key: text digest} at publication
  published_at text not null,
  reason text not null,
  outline text not null default '',
  primary key (brief, number)
);
create index edition_by_instant on edition (published_at);

create table artifact (
  brief text not null,
  number integer not null,
  format text not null,
  name text not null,
  digest text not null,
  size bigint not null,
  primary key (brief, number, name),
  foreign key (brief, number) references edition (brief, number)
);

-- Sources changed under an edition and still bear it out. The newest row says what it rests on now.
create table verification (
  brief text not null,
  number integer not null,
  at text not null,
  sources text not null,
  primary key (brief, number, at),
  foreign key (brief, number) references edition (brief, number)
);

-- A brief that waits for a person: present, held. "since" stays while the reasons do, so that the owner is told once.
create table hold (
  brief text primary key,
  since text not null,
  reasons text not null,
  impacts text not null,
  text_digest text not null,
  data_digest text not null
);

-- A person's word that this content may go to readers, over these sources: {citation key: text digest}. A content that comes back
-- is still approved; over sources that changed since, it is not.
create table approval (
  brief text not null,
  content text not null,
  who text not null,
  at text not null,
  sources text not null,
  primary key (brief, content)
);

-- The right to do something alone, for a while, by the database's clock (seconds since 1970). A new owner raises the epoch, and
-- whoever still writes under an older one is refused: free --claim--> held --release, or until--> free.
create table lease (
  name text primary key,
  owner text not null,
  epoch integer not null,
  until double precision not null
);

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
--   pending, never taken up --a newer edition for the same reader--> dropped
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

-- What was done, in order; only ever added to.
create table event (
  number {identity},
  at text not null,
  what text not null,
  who text not null,
  subject text not null,
  details text not null
);
create index event_by_subject on event (subject);
