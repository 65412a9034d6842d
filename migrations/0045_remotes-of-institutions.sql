-- Whose virtual data sets may read from it: the key is used for those institutions alone.
alter table exchange.remotes add column organisation_ids uuid[] not null default '{}';
