import type { Database } from '../../../../platform/database/database.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Mandate } from '../mandate.ts';

/** Writes a mandate. Refuses `mandate-exists` when the same one stands, also when two come at once. */
export async function insertMandate(db: Database, mandate: Mandate): Promise<void> {
  const written = db.query(
    `insert into identity.mandates (
       id, giver_id, giver_organisation_id, holder_id, acts, valid_from, valid_to, may_pass_on,
       passed_from_id, given_at
     ) values (
       $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text[], $6::date, $7::date, $8::boolean,
       $9::uuid, $10::timestamptz
     )`,
    [
      mandate.id,
      mandate.giverId,
      mandate.giverOrganisationId,
      mandate.holderId,
      mandate.acts,
      mandate.validFrom,
      mandate.validTo,
      mandate.mayPassOn,
      mandate.passedFromId,
      mandate.givenAt,
    ],
  );
  await written.catch((error: { constraint?: string }) => {
    throw error.constraint === 'no_mandate_twice' ? new Refusal('mandate-exists') : error;
  });
}
