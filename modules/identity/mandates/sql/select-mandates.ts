import type { Database } from '../../../../platform/database/database.ts';
import type { Mandate } from '../mandate.ts';

const COLUMNS = `
select id, giver_id as "giverId", giver_organisation_id as "giverOrganisationId",
  holder_id as "holderId", acts, valid_from as "validFrom", valid_to as "validTo",
  may_pass_on as "mayPassOn", passed_from_id as "passedFromId", given_at as "givenAt",
  revoked_at as "revokedAt"
from identity.mandates`;

interface Page {
  before?: string | undefined;
  limit: number;
}

/** A page of the mandates that a person gave, holds or passed on, the newest first. */
export async function selectMandates(
  db: Database,
  { personId, before, limit }: Page & { personId: string },
): Promise<Mandate[]> {
  return await db.query<Mandate & Record<string, unknown>>(
    `${COLUMNS} where (giver_id = $1::uuid or holder_id = $1::uuid
      or passed_from_id in (select id from identity.mandates where holder_id = $1::uuid))
      and ($2::uuid is null or id < $2::uuid)
     order by id desc limit $3::integer`,
    [personId, before ?? null, limit],
  );
}

/** A page of the mandates that an organisation gave, also of those that were passed on from these; the newest first. */
export async function selectMandatesOfOrganisation(
  db: Database,
  { organisationId, before, limit }: Page & { organisationId: string },
): Promise<Mandate[]> {
  return await db.query<Mandate & Record<string, unknown>>(
    `${COLUMNS} where giver_organisation_id = $1::uuid and ($2::uuid is null or id < $2::uuid)
     order by id desc limit $3::integer`,
    [organisationId, before ?? null, limit],
  );
}

/** Mandates that a person holds, of organisations and of givers who live, and that nobody has revoked. */
export async function selectHeldMandates(db: Database, holderId: string): Promise<Mandate[]> {
  return await db.query<Mandate & Record<string, unknown>>({
    name: 'identity-select-held-mandates',
    text: `${COLUMNS} where holder_id = $1::uuid and revoked_at is null
      and (giver_organisation_id is not null
        or exists (select from persons.living_persons where id = giver_id))
      order by id`,
    values: [holderId],
  });
}

export async function findMandate(db: Database, id: string): Promise<Mandate | undefined> {
  const rows = await db.query<Mandate & Record<string, unknown>>(`${COLUMNS} where id = $1::uuid`, [
    id,
  ]);
  return rows[0];
}

/** One mandate, held until the end of the transaction: nobody passes it on or revokes it meanwhile. */
export async function lockMandate(db: Database, id: string): Promise<Mandate | undefined> {
  const rows = await db.query<Mandate & Record<string, unknown>>(
    `${COLUMNS} where id = $1::uuid for update`,
    [id],
  );
  return rows[0];
}
