-- A mandate that was given on paper, at a service centre: the scan of the paper, encrypted, with the SHA-256
-- of the file as it came, and which official entered it.
create table identity.mandate_scans (
  mandate_id uuid primary key references identity.mandates,
  entered_by uuid not null references identity.officials,
  kind text not null check (kind in ('pdf', 'jpeg', 'png')),
  digest bytea not null,
  content_encrypted bytea not null
);
grant select, insert on identity.mandate_scans to koplieta_app;
