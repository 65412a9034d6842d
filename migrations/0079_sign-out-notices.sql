-- Of which sign-outs which clients are still to be told, by the back channel. sealed: whose, and how the
-- client calls the session. A row is gone when the client has heard, or after a day.
create table identity.sign_out_notices (
  id uuid primary key,
  client_id text not null,
  sealed bytea not null,
  made_at timestamptz not null,
  tries integer not null default 0,
  due_at timestamptz not null
);
create index sign_out_notices_due on identity.sign_out_notices (due_at);
grant select, insert, delete on identity.sign_out_notices to koplieta_app;
grant update (tries, due_at) on identity.sign_out_notices to koplieta_app;
