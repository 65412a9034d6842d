import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandNamesNobody, type ErasureGrounds } from '../erasure/erasure-grounds.ts';
import { mayServe } from '../permitted.ts';
import { getReadableTopic } from './get-topic.ts';
import { eraseBodies } from './sql/erase-bodies.ts';

/**
 * Erases messages that were sent under some keys, waiting and expired ones: their positions stay without a
 * body, nobody is given them any more, and sent again under the same keys they stay erased. Done
 * again, it finds nothing more. Returns how many were erased.
 *
 * For systems of the institution that owns the topic, and the operator. Refuses with `topic-unknown`,
 * `not-allowed` and `erasure-names-person`.
 */
export async function eraseMessages(
  context: Context,
  code: string,
  { keys, ...grounds }: ErasureGrounds & { keys: readonly string[] },
): Promise<number> {
  const { topicId, organisationId } = await getReadableTopic(context, code);
  if (!mayServe(context, organisationId)) throw new Refusal('not-allowed');
  demandNamesNobody(grounds);
  return await context.db.transaction(async (db) => {
    const messages = await eraseBodies(db, topicId, keys);
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.erase-messages',
        organisationId,
        content: { topic: code, ...grounds, messages },
      }),
    ]);
    return messages;
  });
}
