import type { Day } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { statedRelief } from '../catalogue.ts';
import { reliefText } from '../export-relief.ts';
import { getRelief } from '../read-catalogue.ts';
import { addDraft } from './add-draft.ts';
import type { Draft } from './draft.ts';

/**
 * Drafts the end of a published relief: from a day on nobody gets it. It is reviewed and published as
 * any other draft.
 *
 * Refuses `relief-unknown`, `withdrawal-before-start` when the last version begins on the day or
 * later, and as `addDraft` does.
 */
export async function withdrawRelief(
  context: Context,
  { code, from }: { code: string; from: Day },
): Promise<Draft> {
  const relief = statedRelief(await getRelief(context, code));
  const last = relief.versions.at(-1);
  if (!last || from <= last.from) throw new Refusal('withdrawal-before-start', { code });
  const versions = [...relief.versions.slice(0, -1), { ...last, to: from }];
  return await addDraft(context, { text: reliefText({ ...relief, versions }) });
}
