import { askingOneself } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode, readPersonNames } from '../../persons/index.ts';
import { useConfirmation } from '../confirmations/confirm-act.ts';
import { foldText } from '../fold-text.ts';
import { holds, type Mandate, type MandateAct } from './mandate.ts';
import { insertMandate } from './sql/insert-mandate.ts';
import { lockMandate } from './sql/select-mandates.ts';

/** Under what name giving a mandate is confirmed. */
export const GIVING = 'give-mandate';

export interface NewMandate {
  /** Who shall act. Code and name must be of one person, so that codes cannot be tried out. */
  holder: { personalCode: string; name: string };
  acts: readonly MandateAct[];
  validFrom: Day;
  validTo: Day | null;
  mayPassOn: boolean;
  /** The held mandate that is passed on; null: for the own matters. */
  passedFromId: string | null;
}

/**
 * Gives another person a mandate for the own matters, or passes on a held one that allows it: for no
 * more and no longer than that. What was passed on is not passed on again.
 *
 * Only what the person confirmed by a second factor is given (`useConfirmation`).
 *
 * Refuses `mandate-holder-unknown`, `mandate-period-wrong`, and for what is passed on
 * `mandate-unknown` and `mandate-wider-than-held`.
 */
export async function giveMandate(
  context: Context,
  wanted: NewMandate,
  confirmationId: string,
): Promise<string> {
  const personId = askingOneself(context);
  const today = rigaDay(context.clock.now());
  const { validFrom, validTo } = wanted;
  if (validFrom < today || (validTo !== null && validTo <= validFrom)) {
    throw new Refusal('mandate-period-wrong', { today });
  }
  const id = context.ids.next();
  await context.db.transaction(async (db) => {
    await useConfirmation({ ...context, db }, confirmationId, { act: GIVING, content: wanted });
    const { holderId } = await findHolder({ ...context, db }, wanted.holder);
    const giverId = await giverOf(db, { personId, wanted, today });
    if (holderId === giverId || holderId === personId) throw new Refusal('mandate-holder-unknown');
    await insertMandate(db, {
      ...{ id, giverId, holderId, acts: [...wanted.acts], validFrom, validTo, revokedAt: null },
      mayPassOn: wanted.mayPassOn,
      passedFromId: wanted.passedFromId,
      givenAt: context.clock.now(),
    });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: wanted.passedFromId ? 'identity.pass-on-mandate' : 'identity.give-mandate',
        subjectPersonId: giverId,
        content: {
          ...{ mandate: id, holder: holderId, acts: wanted.acts, validFrom, validTo },
          mayPassOn: wanted.mayPassOn,
          ...{ passedFrom: wanted.passedFromId, confirmation: confirmationId },
        },
      }),
    ]);
  });
  return id;
}

/**
 * Who a mandate would be given to, and the name that the register has. Refuses `mandate-holder-unknown`
 * unless code and name are of one person.
 */
export async function findHolder(
  context: Context,
  { personalCode, name }: NewMandate['holder'],
): Promise<{ holderId: string; name: string }> {
  const id = await findPersonByCode(context, personalCode);
  const known = id === undefined ? undefined : (await readPersonNames(context, [id])).get(id);
  if (id === undefined || known === undefined || foldText(known) !== foldText(name)) {
    throw new Refusal('mandate-holder-unknown');
  }
  return { holderId: id, name: known };
}

interface Asked {
  personId: string;
  wanted: NewMandate;
  today: Day;
}

/** For whom the mandate is: the person who asks, or the giver of the one that is passed on. */
async function giverOf(db: Database, { personId, wanted, today }: Asked): Promise<string> {
  if (wanted.passedFromId === null) return personId;
  const held = await lockMandate(db, wanted.passedFromId);
  if (held?.holderId !== personId || !holds(held, today)) throw new Refusal('mandate-unknown');
  if (isWider(wanted, held)) throw new Refusal('mandate-wider-than-held', { acts: held.acts });
  return held.giverId;
}

function isWider(wanted: NewMandate, held: Mandate): boolean {
  const longer =
    held.validTo !== null && (wanted.validTo === null || wanted.validTo > held.validTo);
  return (
    longer ||
    !held.mayPassOn ||
    wanted.mayPassOn ||
    wanted.acts.some((act) => !held.acts.includes(act))
  );
}
