-- The write path of transactions: whole batches, one call, one database transaction. Every row of a
-- batch is accepted or refused by itself. Everybody locks in one order: counters, single-use means,
-- client ids or acts, budgets; each kind sorted. So two batches never wait for each other in a circle.
--
-- All of it is plpgsql, also what is one statement: a function in the language sql is planned again at
-- each call, which cost more than everything else of a batch of one (PostgreSQL 15). Plans are made
-- once for each connection, and must hold while tables that begin empty grow: look-ups by index.

-- Writes authorised transactions; those of one step are confirmed at once. Outcomes: written,
-- duplicate (the client's id is known), quota-changed, budget-changed, means-used.
--
-- Lines and applied reliefs come as one array each, every row with the `id` of its transaction: arrays
-- inside the transactions would be opened one by one. `takes` has those transactions only that take of
-- a counter or a budget or post something. `audits` has one record at the place of each transaction.
drop function if exists transactions.write_authorised(jsonb);
create or replace function transactions.write_authorised(
  batch jsonb, lines jsonb, applied jsonb, takes jsonb, audits jsonb
) returns table (id uuid, outcome text)
language plpgsql security definer
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  takes_quota boolean := takes @? '$[*].counters[*]';
  takes_budget boolean := takes @? '$[*].budgets[*]';
  means_used uuid[] := '{}';
  quota_refused uuid[] := '{}';
  budget_refused uuid[] := '{}';
  single_use uuid[];
  fresh uuid[];
  accepted uuid[];
begin
  if takes_quota then
    perform transactions.lock_counters(takes);
    quota_refused := transactions.refused_by_counters(takes);
  end if;
  select array_agg(given.means_id) into single_use
  from jsonb_to_recordset(batch) as given (means_id uuid, single_use boolean)
  where given.single_use;
  if single_use is not null then
    select coalesce(array_agg(given.id), '{}') into means_used
    from jsonb_to_recordset(batch) as given (id uuid, means_id uuid)
    where given.means_id = any (means.lock_single_use(single_use));
  end if;

  with inserted as (
    insert into transactions.client_ids
      (ids_id, client_id, content_hash, content, person_id, transaction_id, created_at)
    select given.ids_id, given.client_id, decode(given.content_hash, 'hex'), given.content, given.person_id,
      given.id, given.server_at
    from jsonb_to_recordset(batch) as given (
      ids_id uuid, client_id text, content_hash text, content jsonb, person_id uuid, id uuid,
      server_at timestamptz
    )
    where not (given.id = any (quota_refused)) and not (given.id = any (means_used))
    order by given.ids_id, given.client_id
    on conflict do nothing
    returning transaction_id
  )
  select coalesce(array_agg(inserted.transaction_id), '{}') into fresh from inserted;

  if takes_budget then
    budget_refused := transactions.take_budgets(takes, fresh);
    if cardinality(budget_refused) > 0 then
      delete from transactions.client_ids client
      using jsonb_to_recordset(batch) as given (id uuid, ids_id uuid, client_id text)
      where given.id = any (budget_refused)
        and client.ids_id = given.ids_id and client.client_id = given.client_id;
    end if;
  end if;
  select coalesce(array_agg(one), '{}') into accepted
  from unnest(fresh) as one
  where not (one = any (budget_refused));

  if cardinality(accepted) > 0 then
    if takes_quota then
      perform transactions.apply_counters(takes, accepted);
    end if;
    if single_use is not null then
      perform means.use_single_use(array_agg(given.means_id), max(given.server_at))
      from jsonb_to_recordset(batch) as given (
        id uuid, means_id uuid, single_use boolean, server_at timestamptz
      )
      where given.single_use and given.id = any (accepted);
    end if;
    perform transactions.insert_authorised(batch, lines, applied, accepted);
    if takes @? '$[*].postings[*]' then
      perform transactions.insert_postings(takes, accepted);
    end if;
    if cardinality(accepted) < jsonb_array_length(batch) then
      select jsonb_agg(audits -> (given.position - 1)::integer) into audits
      from rows from (jsonb_to_recordset(batch) as (id uuid)) with ordinality as given (id, position)
      where given.id = any (accepted);
    end if;
    perform audit.write_records(audits);
  end if;

  return query
  select given.id,
    case
      when given.id = any (accepted) then 'written'
      when given.id = any (quota_refused) then 'quota-changed'
      when given.id = any (budget_refused) then 'budget-changed'
      when given.id = any (means_used) then 'means-used'
      else 'duplicate'
    end
  from jsonb_to_recordset(batch) as given (id uuid);
end
$$;

create or replace function transactions.insert_postings(rows jsonb, accepted uuid[])
returns void
language plpgsql set search_path = pg_catalog as $$
begin
  insert into transactions.postings (
    person_id, transaction_id, id, sequence, line, relief_id, instruction_id, grantor_id,
    creditor, provider_id, day, amount_cents
  )
  select given.person_id, given.transaction_id, posting.*
  from jsonb_to_recordset(rows) as given (
      id uuid, person_id uuid, transaction_id uuid, postings jsonb
    ),
    jsonb_to_recordset(given.postings) as posting (
      id uuid, sequence smallint, line text, relief_id uuid, instruction_id uuid,
      grantor_id uuid, creditor text, provider_id uuid, day date, amount_cents bigint
    )
  where given.id = any (accepted);
end
$$;

-- The rows of the accepted transactions of a batch.
drop function if exists transactions.insert_authorised(jsonb, uuid[]);
create or replace function transactions.insert_authorised(
  batch jsonb, lines jsonb, applied jsonb, accepted uuid[]
) returns void
language plpgsql set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  insert into transactions.transactions (
    person_id, id, ids_id, terminal_id, point_of_service_id, provider_id, means_id, client_id,
    terminal_at, server_at, day, expires_at, price_cents, relief_cents, compensation_cents,
    answer, explanation
  )
  select given.*
  from jsonb_to_recordset(batch) as given (
    person_id uuid, id uuid, ids_id uuid, terminal_id uuid, point_of_service_id uuid,
    provider_id uuid, means_id uuid, client_id text, terminal_at timestamptz,
    server_at timestamptz, day date, expires_at timestamptz, price_cents bigint,
    relief_cents bigint, compensation_cents bigint, answer jsonb, explanation jsonb
  )
  where given.id = any (accepted);

  insert into transactions.lines (
    person_id, transaction_id, line, item_id, class, whose, quantity, unit_price_cents,
    tax_basis_points, relief_cents, compensation_cents
  )
  select given.*
  from jsonb_to_recordset(lines) as given (
    person_id uuid, id uuid, line text, item_id uuid, class text, whose text,
    quantity integer, unit_price_cents bigint, tax_basis_points integer, relief_cents bigint,
    compensation_cents bigint
  )
  where given.id = any (accepted);

  insert into transactions.applied_reliefs (
    person_id, transaction_id, line, position, share, entitlement_id, relief_id, instruction_id,
    benefit, grantor_id, units, amount_cents, paid
  )
  select given.*
  from jsonb_to_recordset(applied) as given (
    person_id uuid, id uuid, line text, position smallint, share smallint, entitlement_id uuid,
    relief_id uuid, instruction_id uuid, benefit smallint, grantor_id uuid, units integer,
    amount_cents bigint, paid text
  )
  where given.id = any (accepted);

  insert into transactions.acts (
    person_id, transaction_id, sequence, kind, at, terminal_at, ids_id, day, price_cents,
    relief_cents, compensation_cents, content, proof
  )
  select given.person_id, given.id, act.sequence, act.kind, given.server_at, given.terminal_at, given.ids_id,
    given.day, given.price_cents, given.relief_cents, given.compensation_cents, act.content, act.proof
  from jsonb_to_recordset(batch) as given (
      id uuid, person_id uuid, ids_id uuid, terminal_at timestamptz, server_at timestamptz,
      day date, price_cents bigint, relief_cents bigint, compensation_cents bigint,
      one_step boolean, authorised jsonb, confirmed jsonb, proof jsonb
    ),
    lateral (
      values (0, 'authorised', given.authorised, null), (1, 'confirmed', given.confirmed, given.proof)
    ) as act (sequence, kind, content, proof)
  where given.id = any (accepted) and (act.sequence = 0 or given.one_step);

  insert into transactions.open_authorisations (person_id, transaction_id, expires_at)
  select given.person_id, given.id, given.expires_at
  from jsonb_to_recordset(batch) as given (
    person_id uuid, id uuid, expires_at timestamptz, one_step boolean
  )
  where given.id = any (accepted) and not given.one_step;
end
$$;

-- Writes acts on transactions: confirmed, cancelled, expired, refunded. Outcomes: written, lost
-- (another act came first), quota-changed, budget-changed (a late confirm that can take no more).
create or replace function transactions.write_acts(batch jsonb)
returns table (id uuid, outcome text)
language plpgsql security definer
set search_path = pg_catalog
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  quota_refused uuid[] := '{}';
  budget_refused uuid[] := '{}';
  fresh uuid[];
begin
  if batch @? '$[*].counters[*]' then
    perform transactions.lock_counters(batch);
    quota_refused := transactions.refused_by_counters(batch);
  end if;

  -- Whoever wrote the act of this number first has won, whatever was read before.
  with allowed as (
    select given.*
    from jsonb_to_recordset(batch) as given (
      id uuid, person_id uuid, transaction_id uuid, sequence smallint, kind text, at timestamptz,
      terminal_at timestamptz, late boolean, client_id text, ids_id uuid,
      day date, price_cents bigint, relief_cents bigint, compensation_cents bigint, content jsonb,
      proof jsonb
    )
    where not (given.id = any (quota_refused))
  ), inserted as (
    insert into transactions.acts (
      person_id, transaction_id, sequence, kind, at, terminal_at, late, client_id,
      ids_id, day, price_cents, relief_cents, compensation_cents, content, proof
    )
    select person_id, transaction_id, sequence, kind, at, terminal_at, late, client_id,
      ids_id, day, price_cents, relief_cents, compensation_cents,
      content, proof
    from allowed
    order by person_id, transaction_id
    on conflict do nothing
    returning transaction_id
  )
  select coalesce(array_agg(allowed.id), '{}') into fresh
  from allowed join inserted using (transaction_id);

  if batch @? '$[*].budgets[*]' then
    budget_refused := transactions.take_budgets(batch, fresh);
    if cardinality(budget_refused) > 0 then
      delete from transactions.acts act
      using jsonb_to_recordset(batch) as given (
        id uuid, person_id uuid, transaction_id uuid, sequence smallint
      )
      where given.id = any (budget_refused)
        and act.person_id = given.person_id
        and act.transaction_id = given.transaction_id
        and act.sequence = given.sequence;
      select coalesce(array_agg(one), '{}') into fresh
      from unnest(fresh) as one
      where not (one = any (budget_refused));
    end if;
  end if;

  if cardinality(fresh) > 0 then
    if batch @? '$[*].counters[*]' then
      perform transactions.apply_counters(batch, fresh);
    end if;
    -- Not `using`: planned while the table was empty, that read all of it. Rows of it never move.
    delete from transactions.open_authorisations
    where ctid = any (array(
      select opened.place
      from jsonb_to_recordset(batch) as given (id uuid, person_id uuid, transaction_id uuid)
      cross join lateral (
        select ctid as place from transactions.open_authorisations
        where person_id = given.person_id and transaction_id = given.transaction_id
        offset 0
      ) opened
      where given.id = any (fresh)
    ));
    perform transactions.insert_postings(batch, fresh);
    perform audit.write_records(jsonb_agg(given.audit))
    from jsonb_to_recordset(batch) as given (id uuid, audit jsonb)
    where given.id = any (fresh);
  end if;

  return query
  select given.id,
    case
      when given.id = any (fresh) then 'written'
      when given.id = any (quota_refused) then 'quota-changed'
      when given.id = any (budget_refused) then 'budget-changed'
      else 'lost'
    end
  from jsonb_to_recordset(batch) as given (id uuid);
end
$$;

-- A cancel whose authorise never arrived: its id is taken, so that the authorise is refused if it
-- still arrives. False when the id is known after all.
create or replace function transactions.mark_cancelled(
  marked_ids_id uuid, marked_client_id text, at timestamptz, audit_record jsonb
) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into transactions.client_ids (ids_id, client_id, created_at)
  values (marked_ids_id, marked_client_id, at)
  on conflict do nothing;
  if not found then
    return false;
  end if;
  perform audit.write_records(jsonb_build_array(audit_record));
  return true;
end
$$;

-- Deletes a bounded number of client ids older than the retention, and tells how many.
create or replace function transactions.delete_old_client_ids(before timestamptz, at_most integer)
returns bigint
language sql security definer set search_path = pg_catalog as $$
  with deleted as (
    delete from transactions.client_ids
    where (ids_id, client_id) in (
      select ids_id, client_id
      from transactions.client_ids
      where created_at < before
      order by created_at
      limit at_most
      for update skip locked
    )
    returning 1
  )
  select count(*) from deleted
$$;

create or replace function transactions.write_reconciliation(
  reconciled_ids_id uuid, reconciled_day date, reconciliation_id uuid, reconciled_at timestamptz,
  stated_totals jsonb, found_differences jsonb, audit_record jsonb
) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into transactions.reconciliations (ids_id, day, id, at, stated, differences)
  values (reconciled_ids_id, reconciled_day, reconciliation_id, reconciled_at, stated_totals,
    found_differences);
  select audit.write_records(jsonb_build_array(audit_record))
$$;

revoke execute on all functions in schema transactions from public;
-- What only the transaction path may do.
revoke execute on function
  transactions.write_authorised(jsonb, jsonb, jsonb, jsonb, jsonb),
  transactions.write_acts(jsonb),
  transactions.mark_cancelled(uuid, text, timestamptz, jsonb)
from koplieta_app;
grant execute on function
  transactions.write_authorised(jsonb, jsonb, jsonb, jsonb, jsonb),
  transactions.write_acts(jsonb),
  transactions.mark_cancelled(uuid, text, timestamptz, jsonb)
to koplieta_path;
grant execute on function
  transactions.budget_used(uuid, uuid, text, date),
  transactions.delete_old_client_ids(timestamptz, integer),
  transactions.write_reconciliation(uuid, date, uuid, timestamptz, jsonb, jsonb, jsonb)
to koplieta_app;
