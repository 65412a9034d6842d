import type { Database } from '../../../../platform/database/database.ts';
import type { Definition } from '../../definition.ts';

const INSERT = `
insert into exchange.revisions (version_id, revision, text, definition, digest, defined_at)
values ($1::integer, $2::integer, $3::text, $4::jsonb, $5::bytea, $6::timestamptz)`;

export async function insertRevision(
  db: Database,
  given: {
    versionId: number;
    revision: number;
    text: string;
    definition: Definition;
    digest: Buffer;
    definedAt: Date;
  },
): Promise<void> {
  const { versionId, revision, text, definition, digest, definedAt } = given;
  const stated = JSON.stringify(definition);
  await db.query(INSERT, [versionId, revision, text, stated, digest, definedAt]);
}
