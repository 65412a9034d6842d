-- Who added or removed a second factor, by their session: the person is told of it in every other one until
-- they say that they know.
alter table identity.second_factors
  add column changed_in text,
  add column told_at timestamptz;
update identity.second_factors set told_at = now();
create index second_factors_news on identity.second_factors (person_id) where told_at is null;
grant update (changed_in, told_at) on identity.second_factors to koplieta_app;
