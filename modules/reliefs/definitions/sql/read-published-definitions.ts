import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Condition } from '../../condition.ts';
import type { Definition } from '../definition.ts';

/** A published definition, with the ids of its versions in their order. */
export interface PublishedDefinition extends Definition {
  definitionId: string;
  versionIds: string[];
}

interface Row {
  definitionId: string;
  code: string;
  nameLv: string;
  nameEn: string;
  act: string;
  source: string;
  assumptions: string[];
  versionId: string;
  from: Day;
  to: Day | null;
  condition: Condition;
}

const READ = `
select definition.id as "definitionId", definition.code, definition.name_lv as "nameLv",
  definition.name_en as "nameEn", definition.act, definition.source, definition.assumptions,
  version.id as "versionId", version.valid_from as "from", version.valid_to as "to",
  version.condition
from reliefs.definitions definition
join reliefs.definition_versions version on version.definition_id = definition.id
order by definition.code, version.version`;

/** All published definitions with all versions: some hundreds at most. */
export async function readPublishedDefinitions(db: Database): Promise<PublishedDefinition[]> {
  const definitions: PublishedDefinition[] = [];
  for (const row of await db.query<Row & Record<string, unknown>>(READ)) {
    let definition = definitions.at(-1);
    if (definition?.definitionId !== row.definitionId) {
      const { definitionId, code, act, source, assumptions } = row;
      const name = { lv: row.nameLv, en: row.nameEn };
      const empty = { versions: [], versionIds: [] };
      definition = { definitionId, code, name, act, source, assumptions, ...empty };
      definitions.push(definition);
    }
    const { from, to, condition } = row;
    definition.versions.push({ from, ...(to === null ? {} : { to }), condition });
    definition.versionIds.push(row.versionId);
  }
  return definitions;
}

/** The definition as its file states it. */
export function statedDefinition(published: PublishedDefinition): Definition {
  const { definitionId: _, versionIds: __, ...stated } = published;
  return stated;
}
