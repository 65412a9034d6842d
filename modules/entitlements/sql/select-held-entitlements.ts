import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Explanation } from '../../reliefs/index.ts';

export interface HeldRow {
  id: string;
  reliefId: string;
  instructionId: string;
  grantorLv: string;
  grantorEn: string;
  benefits: number[];
  from: Day;
  to: Day | null;
  provisional: boolean;
  reason: Explanation;
  /** Of the grant that gives it, if one does. */
  reasonEncrypted: Buffer | null;
}

const SELECT = `
select
  held.id, held.relief_id as "reliefId", held.instruction_id as "instructionId",
  grantor.name_lv as "grantorLv", grantor.name_en as "grantorEn", held.benefits,
  held.valid_from as "from", held.valid_to as "to", held.provisional, held.reason,
  granted.reason_encrypted as "reasonEncrypted"
from entitlements.entitlements held
join persons.organisation_names grantor on grantor.id = held.grantor_id
left join entitlements.grants granted on granted.id = held.grant_id
where held.person_id = $1::uuid and held.superseded_at is null
  and held.valid_from <= $2::date and (held.valid_to is null or held.valid_to > $2::date)
limit 1000`;

/** What a person has on a day, with why. */
export async function selectHeldEntitlements(
  db: Database,
  { personId, day }: { personId: string; day: Day },
): Promise<HeldRow[]> {
  return await db.query<HeldRow & Record<string, unknown>>(SELECT, [personId, day]);
}
