import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { noteSilence } from '../../classifiers/index.ts';
import { countAgain } from '../sql/count-again.ts';
import { type Followed, selectFollowed } from '../sql/select-followed.ts';
import { setSilentSince } from '../sql/set-silent-since.ts';
import { describeRegister, type RegisterState } from './describe-registers.ts';

/**
 * Looks whether something was heard of each register in its rhythm. What one that was silent for too
 * long does not state becomes unknown; when it speaks again, it is none as before. Both are in the log
 * and in the audit. Those of whom somebody is asked whether they may end are counted again. For a job.
 */
export async function watchFreshness(context: Context): Promise<void> {
  for (const followed of await selectFollowed(context.db, null)) {
    const state = await describeRegister(context, followed);
    await context.db.transaction((db) => note({ ...context, db }, followed, state));
    // Whom it names meanwhile is absent no more: when they are few by then, nobody needs to be asked.
    await countAgain(context.db, followed.register);
  }
}

async function note(
  context: Context,
  { register, silentSince: before }: Followed,
  { silentSince, unknownSince }: RegisterState,
): Promise<void> {
  const changed = await setSilentSince(context.db, register, silentSince);
  const kinds = await noteSilence(context, register, unknownSince);
  const turned = changed && (before === null) !== (silentSince === null);
  if (!turned && kinds.length === 0) return;
  const act = silentSince === null ? 'registers.speak-again' : 'registers.fall-silent';
  const content = {
    register,
    silentSince: silentSince?.toISOString() ?? null,
    unknownSince: unknownSince?.toISOString() ?? null,
    kinds,
  };
  context.log[silentSince === null ? 'info' : 'warn'](content, act);
  await writeAudit(context.db, [makeAuditRecord(context, { act, content })]);
}
