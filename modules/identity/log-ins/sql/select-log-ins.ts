import type { Database } from '../../../../platform/database/database.ts';
import type { AssuranceLevel } from '../../sign-on/assurance-level.ts';

export interface LogInRow {
  id: string;
  clientName: { lv: string; en: string } | null;
  means: string;
  level: AssuranceLevel;
  device: string;
  knownDevice: boolean;
  sessionHash: Buffer | null;
  /** What the provider keeps of the session, when it still lives. */
  session: Buffer | null;
  at: Date;
  endedAt: Date | null;
  toldAt: Date | null;
}

const SELECT = `
select log_in.id, log_in.means, log_in.level, log_in.device, log_in.known_device as "knownDevice",
  log_in.session_hash as "sessionHash", log_in.logged_in_at as at, log_in.ended_at as "endedAt",
  log_in.told_at as "toldAt", session.content as session,
  case when client.id is not null
    then json_build_object('lv', client.name_lv, 'en', client.name_en) end as "clientName"
from identity.log_ins log_in
left join identity.clients client on client.id = log_in.client_id
left join identity.artifacts session
  on session.kind = 'Session' and session.other_hash = log_in.session_hash
  and session.expires_at > $2::timestamptz
where log_in.person_id = $1::uuid and ($3::uuid is null or log_in.id = $3::uuid)
order by log_in.logged_in_at desc, log_in.id desc
limit $4::integer`;

/** The last log-ins of a person, or the one with the id. */
export async function selectLogIns(
  db: Database,
  by: { personId: string; id: string | null; now: Date; limit: number },
): Promise<LogInRow[]> {
  const values = [by.personId, by.now, by.id, by.limit];
  return await db.query<LogInRow & Record<string, unknown>>(SELECT, values);
}
