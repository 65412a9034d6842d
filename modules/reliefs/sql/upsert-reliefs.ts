import type { Database } from '../../../platform/database/database.ts';
import type { Relief } from '../instruction.ts';

const UPSERT = `
insert into reliefs.reliefs as known
  (id, code, kind, name_lv, name_en, label_lv, label_en, categories, statement)
select id, code, kind, name_lv, name_en, label_lv, label_en, categories, statement
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, code text, kind text, name_lv text, name_en text, label_lv text, label_en text,
  categories text[], statement jsonb
)
on conflict (code) do update set
  kind = excluded.kind, name_lv = excluded.name_lv, name_en = excluded.name_en,
  label_lv = excluded.label_lv, label_en = excluded.label_en,
  categories = excluded.categories, statement = excluded.statement
where (known.kind, known.name_lv, known.name_en, known.label_lv, known.label_en,
    known.categories, known.statement)
  is distinct from (excluded.kind, excluded.name_lv, excluded.name_en, excluded.label_lv,
    excluded.label_en, excluded.categories, excluded.statement)
returning id, code`;

/** Adds reliefs or renews what is stated of them. Returns those that changed, with their ids. */
export async function upsertReliefs(
  db: Database,
  reliefs: readonly { id: string; relief: Relief }[],
): Promise<{ id: string; code: string }[]> {
  const rows = reliefs.map(({ id, relief }) => ({
    id,
    code: relief.code,
    kind: relief.kind,
    name_lv: relief.name.lv,
    name_en: relief.name.en,
    label_lv: relief.label.lv,
    label_en: relief.label.en,
    categories: relief.categories,
    statement: {
      grantor: relief.grantor,
      act: relief.act,
      source: relief.source,
      illustrative: relief.illustrative,
      assumptions: relief.assumptions,
    },
  }));
  return await db.query(UPSERT, [JSON.stringify(rows)]);
}
