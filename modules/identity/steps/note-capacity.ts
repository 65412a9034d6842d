import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { OrganisationProfile, Profile } from '../mandates/mandate.ts';

/** Notes that a person signs on to a client for another: of a mandate that is something done under it. */
export async function noteCapacity(
  context: Context,
  profile: Profile | OrganisationProfile,
  { personId, sessionId, client }: { personId: string; sessionId: string; client: string },
): Promise<void> {
  const { capacity, mandates } = profile;
  if (capacity === 'self') return;
  const actor = { kind: 'recipient', personId, sessionId } as const;
  await writeAudit(context.db, [
    makeAuditRecord(
      { ...context, actor },
      {
        act: 'identity.choose-profile',
        subjectPersonId: capacity === 'organisation' ? undefined : profile.personId,
        organisationId: capacity === 'organisation' ? profile.organisation.id : undefined,
        content: { client, capacity, mandates: mandates.map(({ id }) => id) },
      },
    ),
  ]);
}
