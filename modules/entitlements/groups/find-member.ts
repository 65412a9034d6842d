import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode, makeLookRecord } from '../../persons/index.ts';
import { getOwnGroup } from './get-own-group.ts';
import { type Membership, selectMemberships } from './sql/select-memberships.ts';

/**
 * Whether and when a person is in a group of the official's grantor: nothing else is told of them. Noted as
 * a look at that person. Refuses `official-role-missing`, `group-unknown`, `person-unknown` and codes of
 * malformed personal codes.
 */
export async function findMember(
  context: Context,
  { group: code, personalCode }: { group: string; personalCode: string },
): Promise<Membership[]> {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  const group = await getOwnGroup(context, code, organisation);
  const personId = await findPersonByCode(context, personalCode);
  if (!personId) throw new Refusal('person-unknown');
  const record = makeLookRecord(context, {
    ...{ act: 'entitlements.find-member', personId, organisationId: group.grantorId },
    content: { group: code },
  });
  await writeAudit(context.db, [record]);
  return await selectMemberships(context.db, { groupId: group.id, personId });
}
