import type { Database } from '../../../../platform/database/database.ts';

interface OwnRecordRow {
  content: string;
  sealed: Buffer | null;
  changedAt: Date;
}

const SELECT = (column: 'key_hash' | 'lookup_hash') => `
select content::text as content, sealed, changed_at as "changedAt"
from exchange.records
where version_id = $1::integer and content_hash is not null and ${column} = any($2::bytea[])
order by position desc
limit $3::integer`;

const STATEMENTS = {
  key: { name: 'exchange-select-own-record', text: SELECT('key_hash') },
  lookup: { name: 'exchange-select-own-records', text: SELECT('lookup_hash') },
} as const;

/** What is held under keyed hashes, of whole keys or of their first fields: the last changed first. */
export async function selectOwnRecords(
  db: Database,
  asked: {
    versionId: number;
    by: keyof typeof STATEMENTS;
    hashes: readonly Buffer[];
    limit: number;
  },
): Promise<OwnRecordRow[]> {
  const { versionId, by, hashes, limit } = asked;
  return await db.query<OwnRecordRow & Record<string, unknown>>({
    ...STATEMENTS[by],
    values: [versionId, hashes, limit],
  });
}
