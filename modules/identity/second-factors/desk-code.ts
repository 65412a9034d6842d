import { randomInt } from 'node:crypto';
import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { makeLookRecord } from '../../persons/index.ts';
import { findHolder } from '../mandates/give-mandate.ts';
import { isOfOfficial } from '../mandates/sql/is-of-official.ts';
import type { DeskCodeRequest } from './factor-api.ts';
import { takeDeskCode } from './sql/take-desk-code.ts';
import { upsertDeskCode } from './sql/upsert-desk-code.ts';

const DIGITS = 10;
const HALF = 10 ** (DIGITS / 2);
/** Until the person is home again. */
const CODE_MS = 86_400_000;

/**
 * Gives an agent a code for a person whose document they saw: in the next log-in it stands for a second
 * factor, once. Another one for the same person takes its place. Refuses `mandate-holder-unknown` and
 * `desk-code-ones-own`.
 */
export async function issueDeskCode(
  context: Context,
  { name, personalCode, document }: DeskCodeRequest,
): Promise<{ code: string; expiresAt: Date }> {
  const { officialId } = askingWithRole(context, ['agent']);
  const now = context.clock.now();
  const expiresAt = new Date(now.getTime() + CODE_MS);
  const code = [randomInt(HALF), randomInt(HALF)]
    .map((half) => String(half).padStart(DIGITS / 2, '0'))
    .join('');
  await context.db.transaction(async (db) => {
    const { holderId: personId } = await findHolder({ ...context, db }, { name, personalCode });
    if (await isOfOfficial(db, officialId, [personId])) throw new Refusal('desk-code-ones-own');
    const codeHash = hashOf(context, personId, code);
    await upsertDeskCode(db, {
      personId,
      codeHash,
      issuedBy: officialId,
      issuedAt: now,
      expiresAt,
    });
    const look = { act: 'identity.issue-desk-code', personId, content: { document } } as const;
    await writeAudit(db, [makeLookRecord(context, look)]);
  });
  return { code, expiresAt };
}

/** Whether a code is the one of a person that holds now: it is used up by that. */
export async function useDeskCode(
  context: Pick<Context, 'keys' | 'clock'> & { db: Database },
  personId: string,
  code: string,
): Promise<boolean> {
  const codeHash = hashOf(context, personId, code);
  return await takeDeskCode(context.db, { personId, codeHash, now: context.clock.now() });
}

function hashOf({ keys }: Pick<Context, 'keys'>, personId: string, code: string): Buffer {
  return keys.hash('sign-on-artifact', `desk code ${personId} ${code}`);
}
