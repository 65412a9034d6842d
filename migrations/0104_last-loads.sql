-- How fresh a register is, is for everybody who depends on it, while its uploads are its institution's
-- alone: when one was last whole is all that others see of them.
create view exchange.last_loads as
select version_id, max(ended_at) as ended_at
from exchange.uploads where state = 'complete'
group by version_id;
grant select on exchange.last_loads to koplieta_app;
