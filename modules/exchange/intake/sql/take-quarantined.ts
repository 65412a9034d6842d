import type { Database } from '../../../../platform/database/database.ts';

interface Taken {
  mode: 'changes' | 'snapshot';
  sealed: Buffer | null;
  receivedAt: Date;
}

/** What the lines of the upload were from which `kept` came. */
export const SENT_AS = `coalesce(
  (
    select upload.mode from exchange.uploads upload
    where upload.version_id = kept.version_id and upload.id = kept.upload_id
  ),
  'changes'
)`;

const DELETE = `
delete from exchange.quarantine kept
where kept.version_id = $1::integer and kept.id = $2::uuid
returning kept.sealed, kept.received_at as "receivedAt", ${SENT_AS} as mode`;

/** Takes one refused record out of the quarantine, with how it was sent. */
export async function takeQuarantined(
  db: Database,
  { versionId, id }: { versionId: number; id: string },
): Promise<Taken | undefined> {
  const [row] = await db.query<Taken & Record<string, unknown>>(DELETE, [versionId, id]);
  return row;
}
