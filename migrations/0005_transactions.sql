-- Transactions, their lines, what was applied, the acts on them, and the books. Append-only: a
-- correction is a new row. Tables that grow carry the person's id first, so that they can be spread.
create schema transactions;
grant usage on schema transactions to koplieta_app;

create table transactions.transactions (
  person_id uuid not null,
  id uuid not null,
  ids_id uuid not null,
  terminal_id uuid not null,
  point_of_service_id uuid not null,
  provider_id uuid not null,
  means_id uuid not null,
  client_id text not null,
  -- The terminal's time decides the day of the transaction, the server's is kept beside it.
  terminal_at timestamptz not null,
  server_at timestamptz not null,
  day date not null,
  expires_at timestamptz not null,
  price_cents bigint not null check (price_cents >= 0),
  relief_cents bigint not null check (relief_cents between 0 and price_cents),
  compensation_cents bigint not null check (compensation_cents between 0 and price_cents),
  -- The answer as it was given, and every candidate relief with why or why not, for the recipient.
  answer jsonb not null,
  explanation jsonb not null,
  primary key (person_id, id)
);
create index transactions_ids_day on transactions.transactions (ids_id, day, id);
create index transactions_person on transactions.transactions (person_id, server_at);

create table transactions.lines (
  person_id uuid not null,
  transaction_id uuid not null,
  line text not null,
  item_id uuid not null,
  class text not null,
  whose text not null check (whose in ('recipient', 'companion')),
  quantity integer not null check (quantity > 0),
  unit_price_cents bigint not null check (unit_price_cents >= 0),
  tax_basis_points integer not null,
  relief_cents bigint not null check (relief_cents between 0 and quantity * unit_price_cents),
  compensation_cents bigint not null,
  primary key (person_id, transaction_id, line),
  foreign key (person_id, transaction_id) references transactions.transactions
);

-- One relief on one line (position), paid by one grantor (share). `units` are the units of the line
-- that the relief covers: the same on every share of a position.
create table transactions.applied_reliefs (
  person_id uuid not null,
  transaction_id uuid not null,
  line text not null,
  position smallint not null,
  share smallint not null,
  entitlement_id uuid not null,
  relief_id uuid not null,
  instruction_id uuid not null,
  benefit smallint not null,
  grantor_id uuid not null,
  units integer not null check (units >= 0),
  amount_cents bigint not null check (amount_cents >= 0),
  paid text not null check (paid in ('at-once', 'afterwards')),
  primary key (person_id, transaction_id, line, position, share),
  foreign key (person_id, transaction_id, line) references transactions.lines
);

-- The life of a transaction: its state is its last act. The key makes one of two racing acts lose.
create table transactions.acts (
  person_id uuid not null,
  transaction_id uuid not null,
  sequence smallint not null,
  kind text not null check (kind in ('authorised', 'confirmed', 'cancelled', 'expired', 'refunded')),
  at timestamptz not null,
  terminal_at timestamptz,
  late boolean not null default false,
  -- The client's own id of a refund; a refund repeated with it returns the first answer.
  client_id text,
  -- What the act is about: all of it authorised, what remains confirmed, or what is refunded.
  ids_id uuid not null,
  day date not null,
  price_cents bigint not null,
  relief_cents bigint not null,
  compensation_cents bigint not null,
  -- Quantities by line, what was taken or given back, and the answer as it was given.
  content jsonb not null,
  proof jsonb,
  primary key (person_id, transaction_id, sequence),
  foreign key (person_id, transaction_id) references transactions.transactions
);
create index acts_refunds on transactions.acts (ids_id, day) where kind = 'refunded';

-- Authorised and neither confirmed nor cancelled nor expired yet: small, emptied as acts happen.
create table transactions.open_authorisations (
  person_id uuid not null,
  transaction_id uuid not null,
  expires_at timestamptz not null,
  primary key (person_id, transaction_id)
);
create index open_authorisations_expiry on transactions.open_authorisations (expires_at);

-- The client's own ids, kept for the stated retention. No transaction: a cancel came first.
create table transactions.client_ids (
  ids_id uuid not null,
  client_id text not null,
  content_hash bytea,
  content jsonb,
  person_id uuid,
  transaction_id uuid,
  created_at timestamptz not null,
  primary key (ids_id, client_id)
);
create index client_ids_age on transactions.client_ids (created_at);

-- The books. Grantor owes the provider (at once) or the recipient (compensation afterwards).
-- Refunds are postings with a negative amount.
create table transactions.postings (
  person_id uuid not null,
  id uuid not null,
  transaction_id uuid not null,
  sequence smallint not null,
  line text not null,
  relief_id uuid not null,
  instruction_id uuid not null,
  grantor_id uuid not null,
  creditor text not null check (creditor in ('provider', 'recipient')),
  provider_id uuid not null,
  day date not null,
  amount_cents bigint not null,
  primary key (person_id, id),
  foreign key (person_id, transaction_id, sequence) references transactions.acts
);
create index postings_transaction on transactions.postings (person_id, transaction_id);

-- Usage counters: how much of a quota is used, and the points of loyalty programmes (used: the
-- balance). subject_id is the person, or the household of a household quota. The end of the period
-- stands early in the key: one range of the index holds all counters of a subject that still count.
create table transactions.usage_counters (
  subject_id uuid not null,
  period_end date not null,
  relief_id uuid not null,
  measure text not null check (measure in ('units', 'cents', 'points')),
  period text not null check (period in ('day', 'week', 'month', 'quarter', 'year', 'school-year', 'life')),
  period_start date not null,
  used bigint not null check (used >= 0),
  primary key (subject_id, period_end, relief_id, measure, period),
  check (period_start < period_end)
);

-- Budgets: one row a relief, grantor and period. Taken, given back and read only through
-- transactions.take_budget, give_back_budget and budget_left, so that a row can be split into slots.
create table transactions.budgets (
  relief_id uuid not null,
  grantor_id uuid not null,
  period_start date not null,
  period text not null check (period in ('month', 'year')),
  total_cents bigint not null check (total_cents >= 0),
  used_cents bigint not null default 0 check (used_cents between 0 and total_cents),
  primary key (relief_id, grantor_id, period, period_start)
);

create table transactions.reconciliations (
  ids_id uuid not null,
  day date not null,
  id uuid not null,
  at timestamptz not null,
  stated jsonb not null,
  differences jsonb not null,
  primary key (ids_id, day, id)
);

-- Nothing here is written but through the functions of migrations/functions/transactions-*.sql,
-- which run as their owner: the application can neither change the books nor a counter by itself.
grant select on all tables in schema transactions to koplieta_app;
