import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { AgreementStatement } from '../provider-statement.ts';

const AGREEMENTS = `
insert into providers.agreements
  (id, grantor_id, provider_id, number, valid_from, valid_to, settlement_days)
select id, grantor_id, provider_id, number, valid_from, valid_to, settlement_days
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, grantor_id uuid, provider_id uuid, number text, valid_from date, valid_to date,
  settlement_days smallint
)
on conflict (grantor_id, provider_id, number) do update
set valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  settlement_days = excluded.settlement_days
where (agreements.valid_from, agreements.valid_to, agreements.settlement_days)
  is distinct from (excluded.valid_from, excluded.valid_to, excluded.settlement_days)
returning id`;

const UNPUBLISHED = `
select distinct given.relief
from jsonb_to_recordset($1::jsonb) as given (relief text)
left join reliefs.relief_codes relief on relief.code = given.relief
where relief.id is null
order by given.relief`;

const RELIEFS = `
insert into providers.agreement_reliefs (id, agreement_id, relief_id)
select given.id, agreement.id, relief.id
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, grantor_id uuid, provider_id uuid, number text, relief text
)
join providers.agreements agreement
  on agreement.grantor_id = given.grantor_id and agreement.provider_id = given.provider_id
  and agreement.number = given.number
join reliefs.relief_codes relief on relief.code = given.relief
on conflict (agreement_id, relief_id) do nothing
returning id`;

interface Merge {
  agreements: readonly AgreementStatement[];
  /** Id of an organisation by its code. */
  idOf(code: string): string;
}

/** Writes what differs; returns how many rows that were. Runs in the caller's transaction. */
export async function mergeAgreements(
  { db, ids }: Pick<Context, 'db' | 'ids'>,
  { agreements, idOf }: Merge,
): Promise<number> {
  const rows = agreements.map((agreement) => ({
    id: ids.next(),
    grantor_id: idOf(agreement.grantor),
    provider_id: idOf(agreement.provider),
    number: agreement.number,
    valid_from: agreement.from,
    valid_to: agreement.to,
    settlement_days: agreement.settlementDays,
    reliefs: agreement.reliefs,
  }));
  const reliefs = JSON.stringify(
    rows.flatMap(({ grantor_id, provider_id, number, reliefs: codes }) =>
      codes.map((relief) => ({ id: ids.next(), grantor_id, provider_id, number, relief })),
    ),
  );
  const unpublished = await db.query<{ relief: string }>(UNPUBLISHED, [reliefs]);
  if (unpublished.length > 0) {
    throw new Refusal('relief-not-published', { reliefs: unpublished.map((row) => row.relief) });
  }
  const merged = await db.query(AGREEMENTS, [JSON.stringify(rows)]);
  const agreed = await db.query(RELIEFS, [reliefs]);
  return merged.length + agreed.length;
}
