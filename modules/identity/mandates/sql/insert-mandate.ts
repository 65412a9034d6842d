import type { Database } from '../../../../platform/database/database.ts';
import type { Mandate } from '../mandate.ts';

export async function insertMandate(db: Database, mandate: Mandate): Promise<void> {
  await db.query(
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
}
