-- How many records a snapshot added, or would while it waits: one that adds an unusual number waits too.
alter table exchange.uploads add column added bigint not null default 0;
