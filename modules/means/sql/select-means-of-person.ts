import type { Database } from '../../../platform/database/database.ts';
import type { HeldMeans, MeansStatus } from '../means.ts';

interface Row {
  id: string;
  kind: string;
  kind_lv: string;
  kind_en: string;
  issuer_lv: string | null;
  issuer_en: string | null;
  ending: string | null;
  status: MeansStatus;
  valid_from: Date;
  valid_to: Date | null;
}

const SELECT = `
select
  means.id, means.kind, means.ending, means.valid_from, means.valid_to,
  coalesce(kind.name_lv, means.kind) as kind_lv, coalesce(kind.name_en, means.kind) as kind_en,
  issuer.name_lv as issuer_lv, issuer.name_en as issuer_en,
  case when means.status = 'active' and means.valid_to <= $2::timestamptz then 'expired'
    else means.status end as status
from means.means
left join classifiers.concept_names kind
  on kind.scheme = 'means-kinds' and kind.code = means.kind
left join persons.organisation_names issuer on issuer.id = means.issuer_id
where means.person_id = $1::uuid and not means.single_use
order by means.valid_from desc, means.id desc
limit 100`;

export async function selectMeansOfPerson(
  db: Database,
  { personId, now }: { personId: string; now: Date },
): Promise<HeldMeans[]> {
  const rows = await db.query<Row & Record<string, unknown>>(SELECT, [personId, now]);
  return rows.map((row) => ({
    id: row.id,
    kind: { code: row.kind, lv: row.kind_lv, en: row.kind_en },
    issuer:
      row.issuer_lv === null || row.issuer_en === null
        ? null
        : { lv: row.issuer_lv, en: row.issuer_en },
    ending: row.ending,
    status: row.status,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}
