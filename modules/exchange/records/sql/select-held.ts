import type { Database } from '../../../../platform/database/database.ts';
import type { HeldRecord } from '../decide-change.ts';

export interface HeldRow extends HeldRecord {
  /** Which of the hashes that were asked for, from 0. */
  place: number;
  /** Of its last change. */
  position: number;
  /** Whether it changed after the instant that was named. */
  isNewer: boolean;
  /** JSON of its open fields, unless the whole is the same as what is given. */
  content: string | undefined;
}

/**
 * One value with all hashes is read faster than an array of them. `lateral … limit 1`: the prepared plan
 * was made when the table was small, and must not become a join that reads all of it.
 */
const SELECT = `
select
  place, held.position, held.content_hash as "contentHash",
  held.record_version as "recordVersion", held.valid_from as "validFrom",
  coalesce(held.changed_at > $5::timestamptz, false) as "isNewer",
  case
    when held.content_hash
      is distinct from substring($6::bytea from place * $4::integer + 1 for $4::integer)
    then held.content::text
  end as content
from generate_series(0, $3::integer - 1) as place
cross join lateral (
  select position, content_hash, content, record_version, valid_from, changed_at
  from exchange.records
  where version_id = $1::integer
    and key_hash = substring($2::bytea from place * $4::integer + 1 for $4::integer)
  limit 1
) held`;

interface Given {
  keyHash: string;
  contentHash: string | null;
}

/** What is held, deleted or not, under keyed hashes of one length, each once (latin1). */
export async function selectHeld(
  db: Database,
  { versionId, newerThan }: { versionId: number; newerThan: Date | null },
  given: readonly Given[],
): Promise<HeldRow[]> {
  const [first] = given;
  if (!first) return [];
  const { length } = first.keyHash;
  const none = '\0'.repeat(length);
  const keyHashes = Buffer.from(given.map(({ keyHash }) => keyHash).join(''), 'latin1');
  const contents = given.map(({ contentHash }) => contentHash ?? none).join('');
  const rows = await db.query<Row>({
    name: 'exchange-select-held',
    text: SELECT,
    values: [
      ...[versionId, keyHashes, given.length, length, newerThan],
      Buffer.from(contents, 'latin1'),
    ],
  });
  return rows.map((row) => ({
    ...row,
    contentHash: row.contentHash?.toString('latin1') ?? null,
    content: row.content ?? undefined,
  }));
}

interface Row extends Omit<HeldRow, 'contentHash' | 'content'> {
  contentHash: Buffer | null;
  content: string | null;
}
