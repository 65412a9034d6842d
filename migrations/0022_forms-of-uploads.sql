-- Line numbers of an upload mean something in a file of its form alone: rows of CSV are no lines of JSON.
alter table exchange.uploads
  add column kind text not null default 'lines' check (kind in ('lines', 'array', 'csv', 'workbook'));
alter table exchange.uploads alter column kind drop default;
