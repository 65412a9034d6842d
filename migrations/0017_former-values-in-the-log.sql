-- What the open fields that a change replaced were before it, null where there was nothing: so a
-- reader whose permission lets some rows through is told when a record leaves them.
alter table exchange.changes add column former jsonb;
