import type { Database } from '../../../../platform/database/database.ts';
import type { Definition } from '../definition.ts';

const UPSERT = `
insert into reliefs.definitions as known (id, code, name_lv, name_en, act, source, assumptions)
select id, code, name_lv, name_en, act, source, assumptions
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, code text, name_lv text, name_en text, act text, source text, assumptions text[]
)
on conflict (code) do update set
  name_lv = excluded.name_lv, name_en = excluded.name_en, act = excluded.act,
  source = excluded.source, assumptions = excluded.assumptions
where (known.name_lv, known.name_en, known.act, known.source, known.assumptions)
  is distinct from (excluded.name_lv, excluded.name_en, excluded.act, excluded.source,
    excluded.assumptions)
returning code`;

/** Adds definitions or renews what is stated of them. Returns the codes of those that changed. */
export async function upsertDefinitions(
  db: Database,
  definitions: readonly { id: string; definition: Definition }[],
): Promise<string[]> {
  const rows = definitions.map(({ id, definition }) => {
    const { code, name, act, source, assumptions } = definition;
    return { id, code, name_lv: name.lv, name_en: name.en, act, source, assumptions };
  });
  const changed = await db.query<{ code: string }>(UPSERT, [JSON.stringify(rows)]);
  return changed.map(({ code }) => code);
}
