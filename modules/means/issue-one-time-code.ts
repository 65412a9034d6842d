import { randomInt } from 'node:crypto';
import { askingPerson } from '../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { hashMeansValue, ONE_TIME_CODE } from './means.ts';
import { deleteUnusedCodes } from './sql/delete-unused-codes.ts';
import { insertMeans } from './sql/insert-means.ts';

/**
 * Ten digits: a clerk can still type them when no scanner reads the QR code. With 100,000 codes
 * alive at once a guess hits with 1 : 100,000, and each guess needs an IDS with its access key, is
 * recorded, and has a minute; six digits would make every tenth guess a hit.
 */
const CODE_DIGITS = 10;
const CODE_TTL_MS = 60_000;
const ATTEMPTS_MAX = 5;

export interface OneTimeCode {
  /** Shown once to its holder: only its keyed hash is kept. */
  code: string;
  expiresAt: Date;
}

/**
 * A single-use code of one minute for the asking person. Only the newest is valid: the one before
 * is deleted, unless it was used.
 */
export async function issueOneTimeCode(context: Context): Promise<OneTimeCode> {
  const personId = askingPerson(context);
  const validFrom = context.clock.now();
  const expiresAt = new Date(validFrom.getTime() + CODE_TTL_MS);
  return await context.db.transaction(async (db) => {
    await deleteUnusedCodes(db, personId);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
      const [id] = await insertMeans(db, [
        {
          id: context.ids.next(),
          personId,
          kind: ONE_TIME_CODE,
          valueHash: hashMeansValue(context.keys, code).toString('hex'),
          keyVersion: context.keys.version,
          issuerId: null,
          ending: null,
          validFrom,
          validTo: expiresAt,
          singleUse: true,
        },
      ]);
      if (!id) continue;
      await writeAudit(db, [
        makeAuditRecord(context, {
          act: 'means.issue-one-time-code',
          subjectPersonId: personId,
          content: { means: id, expiresAt: expiresAt.toISOString() },
        }),
      ]);
      return { code, expiresAt };
    }
    throw new Error(`${ATTEMPTS_MAX} random codes in a row were taken.`);
  });
}
