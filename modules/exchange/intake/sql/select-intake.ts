import type { Database } from '../../../../platform/database/database.ts';
import { VERSIONS } from '../../data-sets/sql/select-versions.ts';
import type { Version } from '../../version.ts';
import type { ChangeSample } from '../change-sample.ts';

/** A snapshot that waits for somebody to decide. Instants are texts, as JSON has them. */
export interface WaitingUpload {
  id: string;
  takenAt: string;
  beganAt: string;
  lines: number;
  removed: number;
  changed: number;
  added: number;
  sample: ChangeSample | null;
}

export interface IntakeRow extends Version {
  /** Records that are held. */
  records: number;
  /** Refused records; 10,000 stands for more. */
  quarantined: number;
  waiting: WaitingUpload[];
}

const SELECT = `
with own as materialized (
  ${VERSIONS}
  where $1::uuid is null or set.organisation_id = $1::uuid
  order by set.code, version.version
  limit 1000
)
select own.*, coalesce(head.records, 0) as records,
  (
    select count(*)::integer
    from (select from exchange.quarantine where version_id = own.id limit 10000) kept
  ) as quarantined,
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', upload.id, 'takenAt', taken_at,
      'beganAt', began_at, 'lines', last_line, 'removed', removed, 'changed', changed, 'added', added,
      'sample', change_sample) order by began_at), '[]')
    from exchange.uploads upload
    where version_id = own.id and upload.state = 'waiting'
  ) as waiting
from own left join exchange.heads head on head.version_id = own.id
order by own.code, own.version`;

/** What comes in for the data sets of an organisation; null: of all. */
export async function selectIntake(
  db: Database,
  organisationId: string | null,
): Promise<IntakeRow[]> {
  return await db.query<IntakeRow & Record<string, unknown>>(SELECT, [organisationId]);
}
