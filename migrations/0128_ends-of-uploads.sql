-- Why nothing more is taken of an upload that was refused; null: it was not, or before this stood here.
alter table exchange.uploads
  add column refused_for text
    check (refused_for in ('bad-line', 'too-many-bad', 'decision', 'abandoned'));

-- The sum of the lines up to the last one that is kept, encrypted: so the same lines are known when they come
-- again, also before the end. Null: it is not known. The sum of the bytes could not go on after a cut.
alter table exchange.uploads add column kept_sum bytea;
alter table exchange.uploads drop column content_sum;
