import { askingPerson } from '../../../platform/asking.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { readCodeNames } from '../pages/read-code-names.ts';
import { ownReasonOf } from '../sentences/reason-tree.ts';
import { type DescribedExplanation, describeExplanation } from './describe-explanation.ts';
import { explainAsked, readAsked } from './explain-relief.ts';

/**
 * Tells the asking person why they have any relief on a day (today), or do not. Of adults related to
 * them it tells only what was asked, not what registers state.
 *
 * Refuses `relief-unknown` and `day-malformed`.
 */
export async function explainToRecipient(
  context: Context,
  { code, day = rigaDay(context.clock.now()) }: { code: string; day?: Day | undefined },
): Promise<DescribedExplanation> {
  const personId = askingPerson(context);
  const asked = await readAsked(context, { personId, code, day });
  const explanation = await explainAsked(context, asked);
  const names = await readCodeNames(context);
  return describeExplanation({ ...asked, explanation }, names, ownReasonOf);
}
