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
-- Every digest that some row needs.
select raw as digest from snapshot
union select text from snapshot
union select outline from edition where outline <> ''
union select digest from artifact;

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
