import type { Context } from '../../../platform/context.ts';
import { endLogIn } from './end-log-ins.ts';
import { selectOutsideLogIns } from './sql/select-outside-log-ins.ts';

/** As whom, and in which session, an outside party knows who logged in by it. */
export interface OutsideLogIn {
  sub?: string | undefined;
  sid?: string | undefined;
}

/** By what the log-ins are found that an outside party says are over. */
export function outsideHashesOf(
  { keys }: Pick<Context, 'keys'>,
  { means, sub, sid }: OutsideLogIn & { means: string },
): { subHash: Buffer | null; sidHash: Buffer | null } {
  const hashOf = (kind: string, name: string | undefined) =>
    name === undefined ? null : keys.hash('sign-on-artifact', `outside ${means} ${kind} ${name}`);
  return { subHash: hashOf('sub', sub), sidHash: hashOf('sid', sid) };
}

/**
 * Ends the log-ins that an outside party says are over: those of one of its sessions, or, when it names
 * none, all by it of one person.
 */
export async function endOutsideLogIns(
  context: Context,
  over: OutsideLogIn & { means: string },
): Promise<void> {
  const { subHash, sidHash } = outsideHashesOf(context, over);
  const by = sidHash ? { sidHash, subHash: null } : { sidHash: null, subHash };
  const logIns = await selectOutsideLogIns(context.db, by);
  for (const { id, personId } of logIns) await endLogIn(context, { personId }, id);
}
