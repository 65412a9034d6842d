import type { Day } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { statedRelief } from '../catalogue.ts';
import type { Relief } from '../instruction.ts';
import { readRelief } from '../relief-text.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import { canonicalJson } from '../text/instruction-digest.ts';
import { writtenRelief } from '../text/written-relief.ts';
import type { Draft } from './draft.ts';
import { type PublishedRelief, planRelief, publishReliefs } from './publish-reliefs.ts';

/** What the text of a draft would publish now. */
export interface Publication {
  code: string;
  /** Organisations that pay for it; null when facts decide who does. */
  payers: readonly string[] | null;
  /** Days from which something is otherwise: the first days and the ends of versions. */
  days: readonly Day[];
  /** False when everything is published like this already. */
  changes: boolean;
  publish(draftId: string): Promise<PublishedRelief>;
}

/** The name that problems of a draft's text give to their file. */
const FILE = 'draft';

/**
 * Reads the text of a draft against what is published. Refuses `relief-files-invalid` with all
 * problems, and as `publishReliefs` does.
 */
export async function readPublication(
  context: Context,
  { text }: Pick<Draft, 'kind' | 'text'>,
): Promise<Publication> {
  const reading = readRelief({ file: FILE, text }, await readClassifiers(context));
  if (!reading.ok) throw new Refusal('relief-files-invalid', { problems: reading.problems });
  const { relief } = reading.read;
  const { code } = relief;
  const [published] = await readPublishedReliefs(context.db, code);
  const plan = planRelief(context, relief, published);
  return {
    code,
    payers: payersOf(relief),
    days: [
      ...plan.additions.map(({ instruction }) => instruction.from),
      ...plan.ends.map(({ to }) => to),
    ],
    changes: !published || statement(statedRelief(published)) !== statement(relief),
    publish: async (draftId) => {
      const [done] = await publishReliefs(context, [relief], draftId);
      return done ?? { code, versionsAdded: [], versionsEnded: [] };
    },
  };
}

function statement(relief: Relief): string {
  return canonicalJson(writtenRelief(relief));
}

/** Every organisation that the relief, or a share of it, names as the one that pays. */
function payersOf({ grantor, versions }: Relief): string[] | null {
  const shares = versions.flatMap((version) => version.shares ?? []);
  const grantors = [grantor, ...shares.map((share) => share.grantor)];
  const named = grantors.filter((one) => typeof one === 'string');
  return named.length === grantors.length ? [...new Set(named)] : null;
}
