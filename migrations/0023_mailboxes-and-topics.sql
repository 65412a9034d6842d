-- How information systems follow what changes: mailboxes, and messages that belong to no data set.

-- Positions up to this one are no longer in the log: its retention is over.
alter table exchange.heads add column kept_after bigint not null default 0;
grant delete on exchange.changes to koplieta_app;

-- What an institution publishes messages about. Whoever sends holds the row until the commit, as with
-- exchange.heads, so that positions appear in their order.
-- readers: institutions that may subscribe; null: everybody's systems may.
create table exchange.topics (
  id integer primary key generated always as identity,
  code text not null unique,
  organisation_id uuid not null references persons.organisations,
  name jsonb not null,
  schema jsonb not null,
  time_to_live_hours integer not null check (time_to_live_hours > 0),
  readers uuid[],
  position bigint not null default 0,
  created_at timestamptz not null
);
create index topics_organisation on exchange.topics (organisation_id);

-- sealed: the body, encrypted. sender_key: the sender's own name for the message, so that it is sent
-- once; content_hash: keyed hash of the body, so that the name is not used for another.
create table exchange.messages (
  topic_id integer not null references exchange.topics,
  position bigint not null,
  id uuid not null,
  information_system_id uuid not null references exchange.information_systems,
  sender_key text not null,
  content_hash bytea not null,
  sealed bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (topic_id, position),
  unique (topic_id, information_system_id, sender_key)
);
create index messages_expiry on exchange.messages (expires_at);

-- A subscription of an information system, and how far it has come. position: acknowledged.
-- page_end, page_id: the page that was handed out and not acknowledged yet; it is handed out again.
-- filter: conditions {field, values} on open fields; a record or message outside is not told.
create table exchange.mailboxes (
  id uuid primary key,
  information_system_id uuid not null references exchange.information_systems,
  version_id integer references exchange.versions,
  topic_id integer references exchange.topics,
  permission_number text,
  filter jsonb not null,
  position bigint not null,
  page_end bigint,
  page_id uuid,
  created_at timestamptz not null,
  check (num_nonnulls(version_id, topic_id) = 1),
  check (page_end > position),
  check ((page_end is null) = (page_id is null))
);
create index mailboxes_system on exchange.mailboxes (information_system_id, id);
create index mailboxes_version on exchange.mailboxes (version_id) where version_id is not null;
create index mailboxes_topic on exchange.mailboxes (topic_id) where topic_id is not null;

-- What a mailbox did not get: pages that its receiver refused, messages that expired unread. Positions
-- only, never bodies: what is erased is erased here too. replay_from: when it is to be pushed again.
create table exchange.dead_letters (
  id uuid primary key,
  mailbox_id uuid not null references exchange.mailboxes on delete cascade,
  after_position bigint not null,
  end_position bigint not null,
  reason text not null check (reason in ('refused', 'expired')),
  died_at timestamptz not null,
  replay_from timestamptz,
  check (end_position > after_position)
);
create unique index dead_letters_expired on exchange.dead_letters (mailbox_id, end_position)
  where reason = 'expired';
create index dead_letters_mailbox on exchange.dead_letters (mailbox_id, id);

grant select, insert on exchange.topics, exchange.messages, exchange.mailboxes, exchange.dead_letters
  to koplieta_app;
grant update (name, schema, time_to_live_hours, readers, position) on exchange.topics to koplieta_app;
grant update (position, page_end, page_id), delete on exchange.mailboxes to koplieta_app;
grant update (kept_after) on exchange.heads to koplieta_app;
grant delete on exchange.messages to koplieta_app;
grant update (replay_from), delete on exchange.dead_letters to koplieta_app;
