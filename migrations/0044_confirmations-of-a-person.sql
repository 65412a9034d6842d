-- How many confirmations a person was asked for lately: prompts without end are an attack.
create index confirmations_person on identity.confirmations (person_id, begun_at);
alter table identity.confirmations add refused_at timestamptz;
grant update (refused_at) on identity.confirmations to koplieta_app;
