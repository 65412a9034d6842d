import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Session } from '../session.ts';
import { findProfile } from './list-profiles.ts';
import { setSessionProfile } from './sql/set-session-profile.ts';

/**
 * Lets the person of a session act for another, or for themselves again. Refuses `profile-unknown`
 * when they may not, and `session-ended`.
 */
export async function chooseProfile(
  context: Context,
  session: Session,
  representedId: string,
): Promise<void> {
  if (session.kind !== 'person') throw new Refusal('profile-unknown');
  const { personId } = session;
  const profile = await findProfile(context, { personId, representedId });
  if (!profile) throw new Refusal('profile-unknown');
  const { capacity } = profile;
  const mandates = profile.mandates.map((mandate) => mandate.id);
  const actor = { kind: 'recipient', personId, sessionId: session.id } as const;
  await context.db.transaction(async (db) => {
    const id = capacity === 'self' ? null : representedId;
    if (!(await setSessionProfile(db, session.id, id))) throw new Refusal('session-ended');
    await writeAudit(db, [
      makeAuditRecord(
        { ...context, actor },
        {
          act: 'identity.choose-profile',
          subjectPersonId: representedId,
          content: { sessionId: session.id, capacity, mandates },
        },
      ),
    ]);
  });
}
