import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { LoginRefusal } from '../login-means/login-refusals.ts';
import { countRefusal } from './sql/count-refusal.ts';
import { takeRefusals } from './sql/take-refusals.ts';

const MINUTE_MS = 60_000;
/** So many refusals of a means for one reason are records of their own in a minute; the rest are a number. */
const NOTED_MAX = 30;

export interface RefusedLogIn {
  /** Code of the means; `none`: the person went away before they chose one. */
  means: string;
  /** `wrong-factor`: a second factor did not fit. `not-awaited`: no log-in waits for the answer, or no more. */
  code: LoginRefusal | 'wrong-factor' | 'not-awaited';
  /** At which client; absent: it is not known. */
  client?: string;
  /** Who proved to be this person, or claimed to be, of those whom we know. */
  personId?: string | undefined;
}

/**
 * Writes into the audit that a log-in was refused: by which means, why, and from where. Who refuses without
 * end does not fill the audit: beyond thirty a minute of a means and a reason, and of what slowing down
 * refused all, `noteCountedRefusals` tells how many.
 */
export async function noteRefusedLogIn(context: Context, refused: RefusedLogIn): Promise<void> {
  const { personId, ...content } = refused;
  const now = context.clock.now().getTime();
  const minute = new Date(now - (now % MINUTE_MS));
  await context.db.transaction(async (db) => {
    const refusals = await countRefusal(db, { minute, ...content });
    if (refusals > notedMax(content.code)) return;
    const act = 'identity.refuse-log-in';
    await writeAudit(db, [makeAuditRecord(context, { act, subjectPersonId: personId, content })]);
  });
}

/** Writes one record for each minute that is over: how many log-ins were refused beyond those written. */
export async function noteCountedRefusals(context: Context): Promise<void> {
  const now = context.clock.now().getTime();
  await context.db.transaction(async (db) => {
    const taken = await takeRefusals(db, new Date(now - (now % MINUTE_MS)));
    const beyond = taken.flatMap(({ refusals, ...rest }) => {
      const more = refusals - notedMax(rest.code);
      return more > 0 ? [{ ...rest, refusals: more }] : [];
    });
    const minutes = Map.groupBy(beyond, ({ minute }) => minute.toISOString());
    const records = [...minutes].map(([minute, counted]) => {
      const refused = counted.map(({ means, code, refusals }) => ({ means, code, refusals }));
      const act = 'identity.count-refused-log-ins';
      return makeAuditRecord(context, { act, content: { minute, refused } });
    });
    await writeAudit(db, records);
  });
}

function notedMax(code: string): number {
  return code === 'too-often' ? 0 : NOTED_MAX;
}
