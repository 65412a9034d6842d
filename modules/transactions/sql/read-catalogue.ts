import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Instruction } from '../../reliefs/index.ts';

export interface CatalogueRow {
  instructionId: string;
  reliefId: string;
  code: string;
  version: number;
  validFrom: Day;
  validTo: Day | null;
  content: Instruction;
  nameLv: string;
  nameEn: string;
  labelLv: string;
  labelEn: string;
}

const READ = `
select id as "instructionId", relief_id as "reliefId", code, version,
  valid_from as "validFrom", valid_to as "validTo", content, name_lv as "nameLv", name_en as "nameEn", label_lv as "labelLv", label_en as "labelEn"
from reliefs.published_instructions`;

/** All published instructions: as many as there are reliefs and versions, some hundreds. */
export async function readCatalogue(db: Database): Promise<CatalogueRow[]> {
  return await db.query<CatalogueRow>(READ);
}

export interface OrganisationName {
  id: string;
  lv: string;
  en: string;
}

/** Names of the organisations that give reliefs. */
export async function readGrantorNames(db: Database): Promise<OrganisationName[]> {
  return await db.query<OrganisationName>(
    `select id, name_lv as lv, name_en as en
     from persons.grantor_names`,
  );
}
