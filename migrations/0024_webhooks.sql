-- Addresses to which the server itself reads a mailbox: each page is sent there, signed.
--
-- secret, previous_secret: encrypted; the one before signs too until previous_until.
-- state: active; paused by its owner; stopped by the server, with the reason.
-- lease: who is sending now, until leased_until by the database's clock, which all servers share.
-- attempts, failing_since: of the page in hand. due_at: not before.
create table exchange.webhooks (
  mailbox_id uuid primary key references exchange.mailboxes on delete cascade,
  url text not null,
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  state text not null check (state in ('active', 'paused', 'stopped')),
  reason text,
  attempts integer not null default 0,
  failing_since timestamptz,
  due_at timestamptz not null,
  is_slow boolean not null default false,
  lease uuid,
  leased_until timestamptz,
  created_at timestamptz not null,
  check ((state = 'stopped') = (reason is not null))
);
create index webhooks_active on exchange.webhooks (due_at) where state = 'active';
grant select, insert, update, delete on exchange.webhooks to koplieta_app;
