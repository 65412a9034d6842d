-- What transactions read of the reviews: past days on which a relief was not due, to be looked at: as whoever asks may see them.
create or replace view entitlements.open_reviews with (security_invoker = true) as
select id, person_id, relief_id, instruction_id, grantor_id, valid_from, valid_to, noted_at, benefits
from entitlements.reviews where settled_at is null;

grant select on entitlements.open_reviews to koplieta_app;

-- Of all reviews, settled ones too: a later one of the same days says what holds of them now.
create or replace view entitlements.reviewed_days with (security_invoker = true) as
select id, person_id, instruction_id, grantor_id, valid_from, valid_to, benefits
from entitlements.reviews;

grant select on entitlements.reviewed_days to koplieta_app;
