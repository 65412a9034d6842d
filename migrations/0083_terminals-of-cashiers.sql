-- At which terminal a person sells in a session, as the official that they are; null: at none.
alter table identity.sessions drop constraint sessions_check;
alter table identity.sessions add constraint sessions_holder check (
  case when official_id is null then num_nonnulls(person_id, terminal_id) = 1
    else person_id is not null end
);
grant update (terminal_id) on identity.sessions to koplieta_app;
