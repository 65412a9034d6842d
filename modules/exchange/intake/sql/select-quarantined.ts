import type { Database } from '../../../../platform/database/database.ts';
import type { RecordProblem } from '../../records/record-problem.ts';
import type { UploadMode } from '../read-change.ts';
import { SENT_AS } from './take-quarantined.ts';

export interface QuarantinedRecord {
  id: string;
  uploadId: string | null;
  line: number | null;
  problems: RecordProblem[];
  /** What the lines of its upload were. */
  mode: UploadMode;
  sealed: Buffer | null;
  receivedAt: Date;
}

const SELECT = `
select id, upload_id as "uploadId", line, problems, sealed, received_at as "receivedAt", ${SENT_AS} as mode
from exchange.quarantine kept
where version_id = $1::integer and ($2::uuid is null or id > $2::uuid)
order by id
limit $3::integer`;

/** Refused records of a version in the order in which they came, after one of them. */
export async function selectQuarantined(
  db: Database,
  { versionId, after, limit }: { versionId: number; after: string | null; limit: number },
): Promise<QuarantinedRecord[]> {
  return await db.query<QuarantinedRecord & Record<string, unknown>>(SELECT, [
    versionId,
    after,
    limit,
  ]);
}
