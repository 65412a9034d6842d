import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { foldText } from '../../../platform/text/fold-text.ts';
import { findPersonByCode, readPersonNames } from '../../persons/index.ts';
import { useConfirmation } from '../confirmations/confirm-act.ts';
import { type AskingGiver, askingGiver } from './asking-giver.ts';
import { holds, isActOf, type Mandate, type MandateAct } from './mandate.ts';
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
  /** The held mandate that is passed on; null: for the own matters, or those of the organisation. */
  passedFromId: string | null;
}

/** A mandate as it is confirmed: with the organisation in whose name it is given. */
export function contentOf(context: Pick<Context, 'actor'>, wanted: NewMandate): object {
  return { ...wanted, organisationId: askingGiver(context).organisationId };
}

/**
 * Gives another person a mandate for the own matters or for those of an organisation that one represents
 * alone, or passes on a held one that allows it: for no more and no longer than that. What was passed on
 * is not passed on again.
 *
 * Only what the person confirmed by a second factor is given (`useConfirmation`).
 *
 * Refuses `mandate-holder-unknown`, `mandate-period-wrong`, `mandate-act-unfit`, `mandate-exists`, and for what is
 * passed on `mandate-unknown` and `mandate-wider-than-held`.
 */
export async function giveMandate(
  context: Context,
  wanted: NewMandate,
  confirmationId: string,
): Promise<string> {
  const asking = askingGiver(context);
  const { validFrom, validTo } = wanted;
  const today = demandPeriod(context, wanted);
  const id = context.ids.next();
  await context.db.transaction(async (db) => {
    const content = contentOf(context, wanted);
    await useConfirmation({ ...context, db }, confirmationId, { act: GIVING, content });
    const { holderId } = await findHolder({ ...context, db }, wanted.holder);
    const { giverId, giverOrganisationId } = await giverOf(db, { asking, wanted, today });
    if (holderId === giverId || holderId === asking.personId) {
      throw new Refusal('mandate-holder-unknown');
    }
    const unfit = wanted.acts.some((act) => !isActOf(giverId ? 'person' : 'organisation', act));
    if (unfit) throw new Refusal('mandate-act-unfit');
    await insertMandate(db, {
      ...{ id, giverId, giverOrganisationId, holderId, acts: [...wanted.acts] },
      ...{ validFrom, validTo, revokedAt: null },
      mayPassOn: wanted.mayPassOn,
      passedFromId: wanted.passedFromId,
      givenAt: context.clock.now(),
    });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: wanted.passedFromId ? 'identity.pass-on-mandate' : 'identity.give-mandate',
        subjectPersonId: giverId ?? undefined,
        organisationId: giverOrganisationId ?? undefined,
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

/** Refuses `mandate-period-wrong` of what begins before today, or ends before it begins; gives today. */
export function demandPeriod(
  context: Pick<Context, 'clock'>,
  { validFrom, validTo }: Pick<NewMandate, 'validFrom' | 'validTo'>,
): Day {
  const today = rigaDay(context.clock.now());
  if (validFrom < today || (validTo !== null && validTo <= validFrom)) {
    throw new Refusal('mandate-period-wrong', { today });
  }
  return today;
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
  asking: AskingGiver;
  wanted: NewMandate;
  today: Day;
}

type Giver = Pick<Mandate, 'giverId' | 'giverOrganisationId'>;

/** Whose matters the mandate is for: of who asks, or of the giver of the one that is passed on. */
async function giverOf(db: Database, { asking, wanted, today }: Asked): Promise<Giver> {
  const { personId, organisationId } = asking;
  if (wanted.passedFromId === null) {
    const giverId = organisationId === null ? personId : null;
    return { giverId, giverOrganisationId: organisationId };
  }
  const held = organisationId === null && (await lockMandate(db, wanted.passedFromId));
  if (!held || held.holderId !== personId || !holds(held, today)) {
    throw new Refusal('mandate-unknown');
  }
  if (isWider(wanted, held)) throw new Refusal('mandate-wider-than-held', { acts: held.acts });
  return held;
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
