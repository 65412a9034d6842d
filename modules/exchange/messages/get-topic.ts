import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandSystem, mayServe } from '../permitted.ts';
import { selectTopics } from './sql/select-topics.ts';
import type { Topic } from './topic.ts';

/** A topic for those who may subscribe to it. Refuses with `topic-unknown`, also all others. */
export async function getReadableTopic(context: Context, code: string): Promise<Topic> {
  demandSystem(context);
  const [topic] = await selectTopics(context.db, { code, readerId: null, after: null, limit: 1 });
  if (!topic || !mayRead(context, topic)) throw new Refusal('topic-unknown');
  return topic;
}

function mayRead(context: Context, { organisationId, readers }: Topic): boolean {
  const { actor } = context;
  if (readers === null || mayServe(context, organisationId)) return true;
  return actor.kind === 'information-system' && readers.includes(actor.organisationId);
}

/** The topics to which the system that asks may subscribe; for the operator all of them. */
export async function listTopics(
  context: Context,
  { after, limit }: { after: string | null; limit: number },
): Promise<Topic[]> {
  demandSystem(context);
  const { actor } = context;
  const readerId = actor.kind === 'information-system' ? actor.organisationId : null;
  return await selectTopics(context.db, { code: null, readerId, after, limit });
}
