import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { FactKind } from '../../classifiers/index.ts';

/** Where a fact comes from: the mapping that made it of a register's record, at its position. */
export interface FactSource {
  mappingId: number;
  position: number;
}

/** Whose current facts are others than before, of which kinds, and how many. */
export interface ChangedSubject {
  subjectId: string;
  kinds: string[];
  added: number;
  superseded: number;
}

interface FactRow {
  subjectId: string;
  id: string;
  kind: string;
  type: FactKind['type'];
  value: string | number;
  validFrom: Day;
  validTo: Day | null;
  source?: FactSource | undefined;
}

interface Replacement {
  of: FactKind['of'];
  register: string;
  subjectIds: readonly string[];
  rows: readonly FactRow[];
  recordedAt: Date;
}

/** Makes the current facts of one register about these persons, or households, equal to the rows. */
export async function replaceFacts(
  db: Database,
  { of, register, subjectIds, rows, recordedAt }: Replacement,
): Promise<ChangedSubject[]> {
  return await db.query<ChangedSubject & Record<string, unknown>>(STATEMENTS[of], [
    subjectIds,
    register,
    recordedAt,
    rows.map((row) => row.subjectId),
    rows.map((row) => row.id),
    rows.map((row) => row.kind),
    rows.map((row) => (isCode(row) ? row.value : null)),
    rows.map((row) => (isCode(row) || row.type === 'date' ? null : row.value)),
    rows.map((row) => (row.type === 'date' ? row.value : null)),
    rows.map((row) => row.validFrom),
    rows.map((row) => row.validTo),
    rows.map((row) => row.source?.mappingId ?? null),
    rows.map((row) => row.source?.position ?? null),
  ]);
}

function isCode({ type }: FactRow): boolean {
  return type === 'code' || type === 'codes';
}

const STATEMENTS = {
  person: statement('persons.facts', 'person_id'),
  household: statement('persons.household_facts', 'household_id'),
};

function statement(facts: string, subject: string): string {
  return `
with stated as materialized (
  select *
  from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::bigint[], $9::date[],
    $10::date[], $11::date[], $12::integer[], $13::bigint[])
    as one (${subject}, id, kind, code, number, day, valid_from, valid_to, mapping_id, position)
), held as materialized (
  select fact.${subject}, fact.id, fact.kind, fact.code, fact.number, fact.day, fact.valid_from,
    fact.valid_to
  from ${facts} fact
  where fact.${subject} = any($1::uuid[]) and fact.register = $2::text
    and fact.superseded_at is null
), gone as (
  update ${facts} fact
  set superseded_at = $3::timestamptz
  from held
  where fact.${subject} = held.${subject} and fact.id = held.id
    and not exists (
      select from stated
      where stated.${subject} = held.${subject} and stated.kind = held.kind
        and stated.valid_from = held.valid_from
        and (stated.code, stated.number, stated.day, stated.valid_to)
          is not distinct from (held.code, held.number, held.day, held.valid_to))
  returning fact.${subject}, fact.kind
), added as (
  insert into ${facts} (${subject}, id, kind, code, number, day, register, valid_from,
    valid_to, recorded_at, mapping_id, position)
  select stated.${subject}, stated.id, stated.kind, stated.code, stated.number, stated.day,
    $2::text, stated.valid_from, stated.valid_to, $3::timestamptz, stated.mapping_id,
    stated.position
  from stated
  where not exists (
    select from held
    where held.${subject} = stated.${subject} and held.kind = stated.kind
      and held.valid_from = stated.valid_from
      and (held.code, held.number, held.day, held.valid_to)
        is not distinct from (stated.code, stated.number, stated.day, stated.valid_to))
  returning ${subject}, kind
)
select ${subject} as "subjectId", array_agg(distinct kind) as kinds,
  sum(added)::integer as added, sum(1 - added)::integer as superseded
from (
  select ${subject}, kind, 1 as added from added
  union all
  select ${subject}, kind, 0 from gone
) one
group by ${subject}`;
}
