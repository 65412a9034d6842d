-- What the source of a definition leaves open, and how it is decided here.
alter table reliefs.definitions add column assumptions text[] not null default '{}';
grant update (assumptions) on reliefs.definitions to koplieta_app;
