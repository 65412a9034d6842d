import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { PersonSession } from '../session.ts';
import { artifactAdapter } from '../sign-on/artifact-adapter.ts';
import { endSessionsOfSid } from '../sql/end-sessions-of-sid.ts';
import { type Authorization, authorizationsOf, webSidHashOf } from './log-in.ts';
import { noteSignOuts } from './sign-out-notices.ts';
import { deleteGrantsOfPerson } from './sql/delete-grants-of-person.ts';
import { deleteSessionArtifact } from './sql/delete-session-artifact.ts';
import { type LogInRow, selectLogIns } from './sql/select-log-ins.ts';
import { setLogInsEnded } from './sql/set-log-ins-ended.ts';

const LOG_INS_MAX = 1_000;

/**
 * Ends one log-in of a person: its sessions and all that clients got by it. The clients are told soon.
 * Refuses `log-in-unknown`. Ending it again changes nothing.
 */
export async function endLogIn(
  context: Context,
  { personId }: Pick<PersonSession, 'personId'>,
  id: string,
): Promise<void> {
  const now = context.clock.now();
  const [logIn] = await selectLogIns(context.db, { personId, id, now, limit: 1 });
  if (!logIn) throw new Refusal('log-in-unknown');
  await endAll(context, { personId, logIns: [logIn] });
}

/** Ends all log-ins of a person, that with which they ask too, and all that was granted in their absence. */
export async function endAllLogIns(
  context: Context,
  { personId }: Pick<PersonSession, 'personId'>,
): Promise<void> {
  const by = { personId, id: null, now: context.clock.now(), limit: LOG_INS_MAX };
  await endAll(context, { personId, logIns: await selectLogIns(context.db, by) });
  await deleteGrantsOfPerson(context.db, personId);
}

async function endAll(
  context: Context,
  { personId, logIns }: { personId: string; logIns: LogInRow[] },
): Promise<void> {
  const living = new Map(
    logIns.flatMap((one) => (one.session && one.sessionHash ? [[one.session, one]] : [])),
  );
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    for (const [session, logIn] of living) {
      const clients = await endOne(inside, session, logIn);
      const told = clients.flatMap(({ clientId, sid, grantId }) =>
        sid ? [{ clientId, personId, sid, grantId }] : [],
      );
      await noteSignOuts(inside, told);
      const content = { logIn: logIn.id };
      const act = { act: 'identity.end-log-in', subjectPersonId: personId, content };
      await writeAudit(db, [makeAuditRecord(context, act)]);
    }
  });
}

async function endOne(
  context: Context,
  session: Buffer,
  logIn: LogInRow,
): Promise<Authorization[]> {
  const now = context.clock.now();
  const authorizations = authorizationsOf(context, session);
  for (const { grantId } of authorizations) {
    if (grantId !== undefined) await artifactAdapter(context, 'Grant').revokeByGrantId(grantId);
  }
  const own = webSidHashOf(context, logIn);
  if (own) await endSessionsOfSid(context.db, own, now);
  if (logIn.sessionHash) {
    await deleteSessionArtifact(context.db, logIn.sessionHash);
    await setLogInsEnded(context.db, logIn.sessionHash, now);
  }
  return authorizations;
}
