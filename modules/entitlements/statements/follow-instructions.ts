import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FollowedRecord } from '../../exchange/index.ts';
import { draftStated } from '../../reliefs/index.ts';
import {
  StatedInstruction,
  type StatementFault,
  type StatementSource,
} from './statement-source.ts';

/**
 * Drafts what the grantor's system states of its reliefs: officials of the grantor review and publish
 * it, two of them. A record that is gone ends nothing: that too is an act of officials. What cannot be
 * drafted comes back.
 */
export async function followInstructions(
  context: Context,
  grantorId: string,
  {
    source,
    records,
  }: {
    source: Pick<StatementSource, 'dataSet' | 'version'>;
    records: readonly FollowedRecord[];
  },
): Promise<StatementFault[]> {
  const faults: StatementFault[] = [];
  for (const { keyHash, position, record } of records) {
    if (record === null) continue;
    try {
      const { success, data } = StatedInstruction.safeParse(record);
      if (!success) throw new Refusal('statement-malformed');
      await draftStated(context, {
        text: `${data.lines.map(({ line }) => line ?? '').join('\n')}\n`,
        code: data.relief,
        retroactiveReason: data.retroactiveReason ?? undefined,
        grantorId,
        from: `${source.dataSet}@${source.version}`,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push({ keyHash, position, code: error.code, details: error.details });
    }
  }
  return faults;
}
