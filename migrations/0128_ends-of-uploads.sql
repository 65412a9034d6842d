-- Why nothing more is taken of an upload that was refused; null: it was not, or before this stood here.
alter table exchange.uploads
  add column refused_for text
    check (refused_for in ('bad-line', 'too-many-bad', 'decision', 'abandoned'));
