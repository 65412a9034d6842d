-- Persons whose facts changed and whose entitlements do not say so yet. Written in the transaction of
-- the facts, so that neither is without the other; taken, and deleted, in that of the entitlements.
-- kinds: of facts; 'group:<code>' for a recipient group; 'person', 'relation' and 'household' else.
create table entitlements.waiting_persons (
  id bigint generated always as identity primary key,
  person_id uuid not null,
  kinds text[] not null,
  noted_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- Locking a row that is about to be deleted needs the right to update.
grant select, insert, update, delete on entitlements.waiting_persons to koplieta_app;
