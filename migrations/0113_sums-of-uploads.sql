-- What came under the name of an upload, as a keyed sum: other content under it is not the same upload again.
-- Null: it has not come to its end, or never came whole in one stream.
alter table exchange.uploads add column content_sum bytea;
