import type { Database } from '../../../platform/database/database.ts';
import type { Scheme } from '../scheme.ts';

/** Schemes, whole: all of them, or the one with this code. */
export async function listSchemes(db: Database, code: string | null = null): Promise<Scheme[]> {
  const rows = await db.query<{ scheme: Scheme }>(SQL, [code]);
  return rows.map((row) => row.scheme);
}

const SQL = `
select jsonb_build_object(
  'code', scheme.code,
  'name', jsonb_build_object('lv', scheme.name_lv, 'en', scheme.name_en),
  'source', scheme.source,
  'concepts', coalesce((
    select jsonb_agg(jsonb_build_object(
      'code', concept.code, 'lv', concept.name_lv, 'en', concept.name_en,
      'broader', concept.broader, 'validFrom', concept.valid_from,
      'validTo', concept.valid_to) order by concept.code)
    from classifiers.concepts concept where concept.scheme = scheme.code), '[]'),
  'collections', coalesce((
    select jsonb_agg(jsonb_build_object(
      'code', one.code, 'lv', one.name_lv, 'en', one.name_en,
      'members', coalesce((
        select jsonb_agg(member.concept order by member.concept)
        from classifiers.collection_members member
        where member.scheme = one.scheme and member.collection = one.code), '[]'))
      order by one.code)
    from classifiers.collections one where one.scheme = scheme.code), '[]')) as scheme
from classifiers.schemes scheme
where $1::text is null or scheme.code = $1::text
order by scheme.code`;
