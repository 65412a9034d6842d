import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Session } from './session.ts';
import { endSessionRow } from './sql/end-session-row.ts';

/** Ends a session at once. Ending it again changes nothing. */
export async function endSession(context: Context, session: Session): Promise<void> {
  await context.db.transaction(async (db) => {
    if (!(await endSessionRow(db, session.id, context.clock.now()))) return;
    const record = makeAuditRecord(context, {
      act: 'identity.end-session',
      ...(session.kind === 'person' ? { subjectPersonId: session.personId } : {}),
      content: { sessionId: session.id },
    });
    await writeAudit(db, [record]);
  });
}
