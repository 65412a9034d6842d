import type { Actor } from '../../context.ts';
import type { Database } from '../../database/database.ts';

/** A record as an auditor reads it. The content is null when it was kept long enough. */
export interface ReadAuditRecord {
  id: string;
  recordedAt: Date;
  act: string;
  actorKind: string;
  actorId: string | null;
  subjectPersonId: string | null;
  organisationId: string | null;
  requestId: string;
  content: string | null;
}

export interface AuditSearch {
  from: Date;
  until: Date;
  subjectPersonId?: string | undefined;
  actorId?: string | undefined;
  /** How the act's name begins. */
  act?: string | undefined;
  /** Names of acts, whole. */
  acts?: readonly string[] | undefined;
  actorKind?: Actor['kind'] | undefined;
  requestId?: string | undefined;
  /** A text that the content has in it. */
  contentHolds?: string | undefined;
  /** Of whom the acts are; null: of all. */
  organisationId: string | null;
  /** The last record of the page before. */
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

const COLUMNS = `
select id, recorded_at as "recordedAt", act, actor_kind as "actorKind", actor_id as "actorId",
  subject_person_id as "subjectPersonId", organisation_id as "organisationId",
  request_id as "requestId", content
from audit.records`;

/** Records of a period that fit, newest first. */
export async function selectAuditRecords(
  db: Database,
  search: AuditSearch,
): Promise<ReadAuditRecord[]> {
  const values: unknown[] = [search.from, search.until, search.limit];
  const conditions = ['recorded_at >= $1::timestamptz', 'recorded_at < $2::timestamptz'];
  const demand = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined || value === null) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  demand(search.subjectPersonId, (place) => `subject_person_id = ${place}::uuid`);
  demand(search.actorId, (place) => `actor_id = ${place}::text`);
  demand(search.act, (place) => `starts_with(act, ${place}::text)`);
  demand(search.acts, (place) => `act = any (${place}::text[])`);
  demand(search.actorKind, (place) => `actor_kind = ${place}::text`);
  demand(search.requestId, (place) => `request_id = ${place}::text`);
  demand(search.contentHolds, (place) => `strpos(content, ${place}::text) > 0`);
  demand(search.organisationId, (place) => `organisation_id = ${place}::uuid`);
  demand(
    search.before?.at,
    (place) => `(recorded_at, id) < (${place}::timestamptz, $${values.length + 1}::uuid)`,
  );
  if (search.before) values.push(search.before.id);
  return await db.query<ReadAuditRecord & Record<string, unknown>>(
    `${COLUMNS} where ${conditions.join(' and ')} order by recorded_at desc, id desc limit $3::integer`,
    values,
  );
}
