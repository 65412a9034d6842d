-- A message that expired dies once: its dead letter stays as a mark when it was given up or delivered.
alter table exchange.dead_letters add settled_at timestamptz;
grant update (settled_at) on exchange.dead_letters to koplieta_app;
