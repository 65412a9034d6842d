import { randomBytes } from 'node:crypto';
import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { SESSION_TTL_MS, type SessionHolder } from './session.ts';
import { insertSession } from './sql/insert-session.ts';

const SECRET_BYTES = 32;

/**
 * Begins a session of a person or a terminal and gives its secret, which is stored nowhere. Refused
 * with `sign-in-subject-unknown` when there is no such person or terminal, or it may not sign in.
 */
export async function beginSession(context: Context, holder: SessionHolder): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const now = context.clock.now();
  const id = context.ids.next();
  const person = 'personId' in holder ? holder : undefined;
  const personId = person?.personId ?? null;
  const terminalId = 'terminalId' in holder ? holder.terminalId : null;
  await context.db.transaction(async (db) => {
    const written = await insertSession(db, {
      id,
      secretHash: context.keys.hash('session', secret),
      personId,
      terminalId,
      sidHash: person ? sidHashOf(context, person.sid) : null,
      level: person?.level ?? null,
      means: person?.means ?? null,
      officialId: person?.confined?.officialId ?? null,
      confinedTo: person?.confined?.organisationId ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_TTL_MS - (person?.ageMs ?? 0)),
    });
    if (!written) throw new Refusal('sign-in-subject-unknown');
    const record = makeAuditRecord(context, {
      act: 'identity.begin-session',
      ...(personId ? { subjectPersonId: personId } : {}),
      content: { sessionId: id, means: person?.means ?? 'simulated', terminalId },
    });
    await writeAudit(db, [record]);
  });
  return secret;
}

/** By what a session is found that hangs on a log-in which the provider calls `sid`. */
export function sidHashOf({ keys }: Pick<Context, 'keys'>, sid: string): Buffer {
  return keys.hash('session', `sid ${sid}`);
}
