-- A snapshot that would change an unusual share of what is held waits too, so beside each key that it names
-- stands what it says: the keyed hash of the record, and the sender's version of it.
-- Null content: it came before this did, and is not asked about.
alter table exchange.seen_keys
  add column content_hash bytea,
  add column record_version bigint;

-- How many held records a snapshot changed, or would while it waits; and of a sample of these, how many
-- differ in which fields: names and numbers alone.
alter table exchange.uploads
  add column changed bigint not null default 0,
  add column change_sample jsonb;
