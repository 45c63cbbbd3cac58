-- Every statement that the ledger runs, by name. Values are given by name (:brief); {now} is the database's clock in seconds since
-- 1970, and is used for leases alone.

-- name: now
select {now} as now;

-- name: version
select version, program, generation from ledger where id = 1;

-- name: set_version
insert into ledger (id, version, program, generation) values (1, :version, :program, 1)
on conflict (id) do update set version = excluded.version, program = excluded.program;

-- name: set_generation
update ledger set generation = :generation where id = 1;

-- ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- name: sources
select * from source order by identity;

-- name: source
select * from source where identity = :identity;

-- name: add_source
insert into source (identity, kind, location, state, checked_at) values (:identity, :kind, :location, :state, :checked_at)
on conflict (identity) do nothing;

-- name: source_looked_at
update source set state = :state, reason = :reason, standing = :standing, etag = :etag, last_modified = :last_modified,
  checked_at = :checked_at, changed_at = :changed_at, next_check = :next_check, failures = :failures,
  changes_in_a_row = :changes_in_a_row, restless = :restless
where identity = :identity;

-- name: add_snapshot
insert into snapshot (source, number, meaning, raw, text, extractor, extractor_version, captured_at, media_type, title, etag,
  last_modified)
values (:source, :number, :meaning, :raw, :text, :extractor, :extractor_version, :captured_at, :media_type, :title, :etag,
  :last_modified);

-- name: snapshot
select * from snapshot where source = :source and number = :number;

-- name: newest_snapshot_number
select coalesce(max(number), 0) as number from snapshot where source = :source;

-- name: standing_snapshots
select snapshot.* from snapshot join source on source.identity = snapshot.source and source.standing = snapshot.number
order by snapshot.source;

-- name: history
select * from snapshot where source = :source order by number;

-- name: counterpart
-- The newest text that means what :text meant.
select text from snapshot where source = :source and meaning = (
  select meaning from snapshot where source = :source and text = :text order by number desc limit 1
) order by number desc limit 1;

-- ── briefs and their schedule ────────────────────────────────────────────────────────────────────────────────────────

-- name: add_brief
insert into brief (id) values (:brief) on conflict (id) do nothing;

-- name: brief
select * from brief where id = :brief;

-- name: briefs
select * from brief order by id;

-- name: set_next_due
update brief set next_due = :next_due where id = :brief;

-- name: set_settle_since
update brief set settle_since = :settle_since where id = :brief;

-- name: set_decision
update brief set decision = :decision, reason = :reason, decided_at = :decided_at where id = :brief;

-- name: begin_slot
insert into slot (brief, due, begun_at) values (:brief, :due, :at) on conflict (brief, due) do nothing;

-- name: slot
select * from slot where brief = :brief and due = :due;

-- name: finish_slot
update slot set done_at = :at where brief = :brief and due = :due and done_at = '';

-- ── editions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- name: add_edition
insert into edition (brief, number, text_digest, data_digest, sources, published_at, reason, outline)
values (:brief, :number, :text_digest, :data_digest, :sources, :published_at, :reason, :outline)
on conflict (brief, number) do nothing;

-- name: add_artifact
insert into artifact (brief, number, format, name, digest, size) values (:brief, :number, :format, :name, :digest, :size);

-- name: latest_number
select coalesce(max(number), 0) as number from edition where brief = :brief;

-- name: edition
select * from edition where brief = :brief and number = :number;

-- name: latest_edition
select * from edition where brief = :brief order by number desc limit 1;

-- name: editions
select * from edition where brief = :brief order by number;

-- name: editions_since
select * from edition where published_at >= :since order by published_at, brief, number;

-- name: artifacts
select * from artifact where brief = :brief and number = :number order by name;

-- name: all_artifacts
select * from artifact order by brief, number, name;

-- name: add_verification
insert into verification (brief, number, at, sources) values (:brief, :number, :at, :sources)
on conflict (brief, number, at) do update set sources = excluded.sources;

-- name: latest_verification
select * from verification where brief = :brief and number = :number order by at desc limit 1;

-- ── a person's word ──────────────────────────────────────────────────────────────────────────────────────────────────

-- name: set_hold
insert into hold (brief, since, reasons, impacts, text_digest, data_digest)
values (:brief, :since, :reasons, :impacts, :text_digest, :data_digest)
on conflict (brief) do update set since = excluded.since, reasons = excluded.reasons, impacts = excluded.impacts,
  text_digest = excluded.text_digest, data_digest = excluded.data_digest;

-- name: hold
select * from hold where brief = :brief;

-- name: holds
select * from hold order by brief;

-- name: drop_hold
delete from hold where brief = :brief;

-- name: approve
insert into approval (brief, content, who, at, sources) values (:brief, :content, :who, :at, :sources)
on conflict (brief, content) do update set who = excluded.who, at = excluded.at, sources = excluded.sources;

-- name: approval
select * from approval where brief = :brief and content = :content;

-- name: approvals
select * from approval where brief = :brief order by at, content;

-- ── deliveries ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- name: add_delivery
insert into delivery (brief, number, channel, recipient, list, marking, status, message_id, message, state, since, reason,
  generation)
values (:brief, :number, :channel, :recipient, :list, :marking, :status, :message_id, :message, :state, :since, :reason,
  (select generation from ledger where id = 1));

-- name: delivery
select delivery.*, until > {now} as leased from delivery
where brief = :brief and number = :number and channel = :channel and recipient = :recipient;

-- name: deliveries
select delivery.*, until > {now} as leased from delivery order by brief, number, channel, recipient;

-- name: deliveries_of
select delivery.*, until > {now} as leased from delivery where brief = :brief and number = :number
order by channel, recipient;

-- name: open_deliveries
select delivery.*, until > {now} as leased from delivery
where state in ('pending', 'sending', 'failed', 'refused', 'in-doubt', 'on-hold') order by brief, number, channel, recipient;

-- name: due_deliveries
-- A next try that is further away than any that we set was set before the clock was set back.
select delivery.*, 0 as leased from delivery
where state = 'pending' and until <= {now} and (next_try <= :now or next_try > :horizon)
  and generation = (select generation from ledger where id = 1) and not exists (select 1 from pause)
order by brief, number, channel, recipient;

-- name: claim_delivery
-- No row: somebody has it, it is not pending any more, or the outbox is paused.
update delivery set owner = :owner, epoch = epoch + 1, until = {now} + :seconds
where brief = :brief and number = :number and channel = :channel and recipient = :recipient
  and state = 'pending' and until <= {now} and (next_try <= :now or next_try > :horizon)
  and generation = (select generation from ledger where id = 1) and not exists (select 1 from pause)
returning epoch, generation;

-- name: commit_sending
-- What was taken over by another, restored or paused in the meantime is not committed.
update delivery set state = 'sending', until = {now} + :seconds
where brief = :brief and number = :number and channel = :channel and recipient = :recipient
  and state = 'pending' and owner = :owner and epoch = :epoch and generation = :generation
  and generation = (select generation from ledger where id = 1) and not exists (select 1 from pause);

-- name: move_delivery
-- From the state, the epoch and the generation that were read in this transaction; a row that changed since is left alone.
update delivery set state = :state, tries = :tries, next_try = :next_try, reply = :reply, reason = :reason, told = :told,
  owner = '', until = 0, generation = (select generation from ledger where id = 1)
where brief = :brief and number = :number and channel = :channel and recipient = :recipient
  and state = :was and epoch = :epoch;

-- name: lapsed_deliveries
-- Those whose owner died or hangs, and those of before a restore.
select delivery.*, 0 as leased, generation < (select generation from ledger where id = 1) as restored from delivery
where state in ('pending', 'sending')
  and ((owner <> '' and until <= {now}) or generation < (select generation from ledger where id = 1))
order by brief, number, channel, recipient;

-- name: postpone_deliveries
update delivery set next_try = :next_try, reason = :reason
where channel = :channel and state = 'pending' and owner = '' and next_try < :next_try;

-- name: newest_sent
-- The newest edition that a reader has, or may have.
select coalesce(max(number), 0) as number from delivery
where brief = :brief and recipient = :recipient and state in ('sending', 'sent', 'in-doubt');

-- name: count_deliveries
select state, count(*) as number from delivery group by state;

-- name: untold_deliveries
select delivery.*, until > {now} as leased from delivery
where told = '' and state in ('sent', 'failed', 'refused', 'in-doubt', 'on-hold') order by brief, number, channel, recipient;

-- name: tell_of_delivery
update delivery set told = :told
where brief = :brief and number = :number and channel = :channel and recipient = :recipient and state = :state and told = '';

-- name: log_delivery
insert into delivery_log (at, brief, edition, channel, recipient, was, state, epoch, who, reply, reason)
values (:at, :brief, :number, :channel, :recipient, :was, :state, :epoch, :who, :reply, :reason);

-- name: delivery_log
select * from delivery_log where brief = :brief and edition = :number and channel = :channel and recipient = :recipient
order by number;

-- name: pause
insert into pause (id, since, who, reason) values (1, :since, :who, :reason) on conflict (id) do nothing;

-- name: paused
select since, who, reason from pause where id = 1;

-- name: end_pause
delete from pause where id = 1;

-- ── leases ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- name: claim
-- Takes a lease that is free, or whose time is over; no row: somebody has it.
insert into lease (name, owner, epoch, until) values (:name, :owner, 1, {now} + :seconds)
on conflict (name) do update set owner = excluded.owner, epoch = lease.epoch + 1, until = excluded.until
where lease.until <= {now}
returning epoch, until;

-- name: renew
update lease set until = {now} + :seconds where name = :name and owner = :owner and epoch = :epoch returning until;

-- name: release
update lease set until = 0 where name = :name and owner = :owner and epoch = :epoch;

-- name: holder
select owner, epoch, until from lease where name = :name and until > {now};

-- name: fence
-- Whether a lease is still its owner's; an update, so that nobody takes it before this transaction ends.
update lease set epoch = epoch where name = :name and owner = :owner and epoch = :epoch;

-- ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- name: note
insert into event (at, what, who, subject, details) values (:at, :what, :who, :subject, :details);

-- name: events
select * from event order by number desc limit :count;

-- name: events_of
select * from event where subject = :subject order by number desc limit :count;

-- ── care ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- name: objects
-- Every digest that some row needs. What was sent, or never will be, is not sent again: its bytes may go.
select raw as digest from snapshot
union select text from snapshot
union select outline from edition where outline <> ''
union select digest from artifact
union select message from delivery where state not in ('sent', 'dropped');

-- name: all_snapshots
select snapshot.source, snapshot.number, snapshot.meaning, snapshot.text, snapshot.captured_at, source.standing
from snapshot join source on source.identity = snapshot.source order by snapshot.source, snapshot.number;

-- name: grounds
-- The sources of every edition, verification and approval.
select sources from edition union select sources from verification union select sources from approval;

-- name: drop_snapshot
delete from snapshot where source = :source and number = :number;

-- name: drop_events
delete from event where at < :before;

-- name: drop_slots
delete from slot where done_at <> '' and done_at < :before;
