import type { Database } from '../../../../platform/database/database.ts';
import type { AssuranceLevel } from '../../sign-on/assurance-level.ts';

const INSERT = `
insert into identity.log_ins
  (id, person_id, client_id, means, level, device_hash, device, known_device, logged_in_at, told_at,
   outside_sub_hash, outside_sid_hash)
select $1::uuid, person.id, $3::text, $4::text, $5::text, $6::bytea, $7::text, before.known,
  $8::timestamptz, case when before.known then $8::timestamptz end, $9::bytea, $10::bytea
from persons.living_persons person
cross join lateral (
  -- The first log-in of all is from nowhere new.
  select not exists (select from identity.log_ins where person_id = person.id)
    or exists (
      select from identity.log_ins where person_id = person.id and device_hash = $6::bytea
    ) as known
) before
where person.id = $2::uuid
returning known_device as "knownDevice"`;

/** Writes a log-in of a living person; undefined when there is none. Tells whether the device is known. */
export async function insertLogIn(
  db: Database,
  logIn: {
    id: string;
    personId: string;
    clientId: string;
    means: string;
    level: AssuranceLevel;
    deviceHash: Buffer;
    device: string;
    at: Date;
    subHash: Buffer | null;
    sidHash: Buffer | null;
  },
): Promise<{ knownDevice: boolean } | undefined> {
  const { id, personId, clientId, means, level, deviceHash, device, at, subHash, sidHash } = logIn;
  const [row] = await db.query<{ knownDevice: boolean }>({
    name: 'identity.insert-log-in',
    text: INSERT,
    values: [id, personId, clientId, means, level, deviceHash, device, at, subHash, sidHash],
  });
  return row;
}
