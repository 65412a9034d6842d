import { hash } from 'node:crypto';
import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { scanKindOf } from '../../../platform/files/scan-kind.ts';
import { makeLookRecord } from '../../persons/index.ts';
import { demandPeriod, findHolder, type NewMandate } from './give-mandate.ts';
import { isActOf } from './mandate.ts';
import { insertMandate } from './sql/insert-mandate.ts';
import { insertScan } from './sql/insert-scan.ts';
import { isOfOfficial } from './sql/is-of-official.ts';

/** A mandate as it stands on a paper that its giver signed before an official. */
export interface PaperMandate extends Omit<NewMandate, 'passedFromId'> {
  giver: NewMandate['holder'];
  /** The scanned paper: a PDF, JPEG or PNG. */
  scan: Buffer;
}

/**
 * Enters a mandate that a person gave another on paper, with its scan, which is kept encrypted. Giver and
 * holder see who entered it, and the giver revokes it like any other. Code and name of each must be of one
 * person.
 *
 * Refuses `scan-unfit`, `mandate-period-wrong`, `mandate-act-unfit`, `mandate-holder-unknown`,
 * `mandate-exists`, and `mandate-of-official` when the official is one of the two.
 */
export async function enterPaperMandate(context: Context, paper: PaperMandate): Promise<string> {
  const { officialId } = askingWithRole(context, ['agent']);
  const { acts, validFrom, validTo, mayPassOn, scan } = paper;
  const kind = scanKindOf(scan);
  if (!kind) throw new Refusal('scan-unfit');
  demandPeriod(context, paper);
  if (!acts.every((act) => isActOf('person', act))) throw new Refusal('mandate-act-unfit');
  const id = context.ids.next();
  const digest = hash('sha256', scan, 'buffer');
  await context.db.transaction(async (db) => {
    const { holderId: giverId } = await findHolder({ ...context, db }, paper.giver);
    const { holderId } = await findHolder({ ...context, db }, paper.holder);
    if (giverId === holderId) throw new Refusal('mandate-holder-unknown');
    if (await isOfOfficial(db, officialId, [giverId, holderId])) {
      throw new Refusal('mandate-of-official');
    }
    await insertMandate(db, {
      ...{ id, giverId, giverOrganisationId: null, holderId, acts: [...acts] },
      ...{ validFrom, validTo, mayPassOn, passedFromId: null, revokedAt: null },
      givenAt: context.clock.now(),
    });
    const content = context.keys.encrypt(scan.toString('base64'));
    await insertScan(db, { mandateId: id, enteredBy: officialId, kind, digest, content });
    await writeAudit(db, [
      makeLookRecord(context, {
        act: 'identity.enter-mandate',
        personId: giverId,
        content: {
          ...{ mandate: id, holder: holderId, acts, validFrom, validTo, mayPassOn },
          scan: { kind, bytes: scan.length, sha256: digest.toString('hex') },
        },
      }),
    ]);
  });
  return id;
}
