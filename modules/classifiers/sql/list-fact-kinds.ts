import type { Database } from '../../../platform/database/database.ts';
import type { FactKind } from '../fact-kind.ts';

/** All kinds of facts, in the order of their codes. */
export async function listFactKinds(db: Database): Promise<FactKind[]> {
  const rows = await db.query<{ kind: FactKind }>(SQL);
  return rows.map(({ kind }) => kind);
}

const SQL = `
select jsonb_strip_nulls(jsonb_build_object(
  'code', code, 'register', register, 'type', type, 'scheme', scheme, 'of', subject,
  'absent', case when unknown_since is null then absent else 'unknown' end, 'lv', name_lv, 'en', name_en)) as kind
from classifiers.fact_kinds
order by code`;
