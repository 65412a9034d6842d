import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode, makeLookRecord } from '../../persons/index.ts';
import { readCodeNames } from '../pages/read-code-names.ts';
import { type DescribedExplanation, describeExplanation } from './describe-explanation.ts';
import { explainAsked, readAsked } from './explain-relief.ts';

/** A look-up of an official: about whom, which relief, and what for. */
export interface LookUp {
  personalCode: string;
  relief: string;
  day?: Day | undefined;
  /** Why the official needs to know, in words: kept in the audit, and the person reads it. */
  purpose: string;
}

/**
 * Tells an official why a person has a relief on a day (today), or does not, and leaves a record of
 * it before anything of the person is told. An official of a grantor asks about the reliefs that this
 * grantor gives to the person; one of the operator, about all.
 *
 * Refuses `relief-unknown`, `person-unknown`, `day-malformed`, the codes of malformed personal codes,
 * and `relief-of-another-grantor`.
 */
export async function explainToOfficial(
  context: Context,
  { personalCode, relief: code, day = rigaDay(context.clock.now()), purpose }: LookUp,
): Promise<DescribedExplanation> {
  const { organisation } = askingWithRole(context, GRANTING_ROLES);
  const personId = await findPersonByCode(context, personalCode);
  if (!personId) throw new Refusal('person-unknown');
  const asked = await readAsked(context, { personId, code, day });
  const content = { code, day, purpose };
  const look = makeLookRecord(context, { act: 'reliefs.look-up', personId, content });
  await writeAudit(context.db, [look]);
  const explanation = await explainAsked(context, asked);
  const { grantor } = asked.relief;
  const giver = typeof grantor === 'string' ? grantor : explanation.grantor;
  if (organisation !== null && giver !== organisation.code) {
    throw new Refusal('relief-of-another-grantor', { grantor: organisation.code });
  }
  return describeExplanation({ ...asked, explanation }, await readCodeNames(context));
}
