import type { Database } from '../../../../platform/database/database.ts';
import type { StatedVersion } from '../definition.ts';

export interface NewDefinitionVersion {
  id: string;
  definitionId: string;
  version: number;
  stated: StatedVersion;
  digest: Buffer;
}

const ADD = `
insert into reliefs.definition_versions
  (id, definition_id, version, valid_from, valid_to, condition, digest, published_at, draft_id)
select id, definition_id, version, valid_from, valid_to, condition, decode(digest, 'hex'),
  $2::timestamptz, $3::uuid
from jsonb_to_recordset($1::jsonb) as given (
  id uuid, definition_id uuid, version smallint, valid_from date, valid_to date, condition jsonb,
  digest text
)`;

/** Publishes versions of definitions. */
export async function addDefinitionVersions(
  db: Database,
  versions: readonly NewDefinitionVersion[],
  { publishedAt, draftId }: { publishedAt: Date; draftId: string | null },
): Promise<void> {
  const rows = versions.map(({ id, definitionId, version, stated, digest }) => ({
    ...{ id, definition_id: definitionId, version, digest: digest.toString('hex') },
    ...{ valid_from: stated.from, valid_to: stated.to ?? null, condition: stated.condition },
  }));
  await db.query(ADD, [JSON.stringify(rows), publishedAt, draftId]);
}
