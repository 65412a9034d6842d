import type { Database } from '../../../../platform/database/database.ts';
import type { TokenSubject } from '../subject-of.ts';

/** For whom the person of a grant signed on, whether or not they may act for them still. */
export async function selectSubjectOfGrant(
  db: Database,
  grantHash: Buffer,
): Promise<TokenSubject | undefined> {
  const [row] = await db.query<{ subject: TokenSubject }>(
    `select jsonb_strip_nulls(jsonb_build_object('personId', capacity.represented_id,
       'registrationNumber', organisation.registration_number)) as subject
     from identity.grant_capacities capacity
     left join persons.organisation_names organisation
       on organisation.id = capacity.represented_organisation_id
     where capacity.grant_hash = $1::bytea`,
    [grantHash],
  );
  return row?.subject;
}
