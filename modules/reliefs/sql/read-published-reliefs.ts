import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { CatalogueRelief } from '../catalogue.ts';
import type { Instruction, Relief } from '../instruction.ts';

interface Row {
  reliefId: string;
  code: string;
  kind: Relief['kind'];
  nameLv: string;
  nameEn: string;
  labelLv: string;
  labelEn: string;
  categories: string[];
  statement: Pick<Relief, 'grantor' | 'act' | 'source' | 'illustrative' | 'assumptions'>;
  instructionId: string;
  version: number;
  validTo: Day | null;
  content: Omit<Instruction, 'to'>;
}

const READ = `
select r.id as "reliefId", r.code, r.kind, r.name_lv as "nameLv", r.name_en as "nameEn",
  r.label_lv as "labelLv", r.label_en as "labelEn", r.categories, r.statement,
  i.id as "instructionId", i.version, i.valid_to as "validTo", i.content
from reliefs.reliefs r
join reliefs.instructions i on i.relief_id = r.id
where $1::text is null or r.code = $1::text
order by r.code, i.version`;

/** All published reliefs, or the one with a code: some hundreds at most, with all versions. */
export async function readPublishedReliefs(
  db: Database,
  code?: string,
): Promise<CatalogueRelief[]> {
  const reliefs: CatalogueRelief[] = [];
  for (const row of await db.query<Row>(READ, [code ?? null])) {
    let relief = reliefs.at(-1);
    if (relief?.reliefId !== row.reliefId) {
      relief = {
        reliefId: row.reliefId,
        code: row.code,
        kind: row.kind,
        name: { lv: row.nameLv, en: row.nameEn },
        label: { lv: row.labelLv, en: row.labelEn },
        categories: row.categories,
        ...row.statement,
        versions: [],
      };
      reliefs.push(relief);
    }
    const { from, ...content } = row.content;
    const end = row.validTo === null ? {} : { to: row.validTo };
    const instruction = { from, ...end, ...content };
    relief.versions.push({ instructionId: row.instructionId, version: row.version, instruction });
  }
  return reliefs;
}
