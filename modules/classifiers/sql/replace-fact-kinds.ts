import type { Database } from '../../../platform/database/database.ts';
import type { FactKind } from '../fact-kind.ts';

/** Makes the table hold exactly these kinds of facts. */
export async function replaceFactKinds(db: Database, kinds: readonly FactKind[]): Promise<void> {
  await db.query(SQL, [JSON.stringify(kinds)]);
}

const SQL = `
with given as (
  select *
  from jsonb_to_recordset($1::jsonb) as given (
    "code" text, "register" text, "type" text, "scheme" text, "of" text, "absent" text,
    "lv" text, "en" text)
), gone as (
  delete from classifiers.fact_kinds held where held.code not in (select "code" from given)
)
insert into classifiers.fact_kinds
  (code, register, type, scheme, subject, absent, name_lv, name_en)
select "code", "register", "type", "scheme", "of", "absent", "lv", "en" from given
on conflict (code) do update
set register = excluded.register, type = excluded.type, scheme = excluded.scheme,
  subject = excluded.subject, absent = excluded.absent, name_lv = excluded.name_lv,
  name_en = excluded.name_en
where (fact_kinds.register, fact_kinds.type, fact_kinds.scheme, fact_kinds.subject,
    fact_kinds.absent, fact_kinds.name_lv, fact_kinds.name_en)
  is distinct from (excluded.register, excluded.type, excluded.scheme, excluded.subject,
    excluded.absent, excluded.name_lv, excluded.name_en)`;
