import { randomUUID } from 'node:crypto';
import type { Context } from '../../../platform/context.ts';
import { beginSession } from '../begin-session.ts';

/** The secret of a session of a person who has just logged in as strongly as officials must. */
export async function sessionOf(context: Context, personId: string): Promise<string> {
  const login = { sid: randomUUID(), level: 'substantial', means: 'simulated', ageMs: 0 } as const;
  return await beginSession(context, { personId, ...login });
}
