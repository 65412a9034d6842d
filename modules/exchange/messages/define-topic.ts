import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import { demandSystem, mayServe } from '../permitted.ts';
import { schemaProblems } from './message-schema.ts';
import { upsertTopic } from './sql/upsert-topic.ts';

export interface DescribedTopic {
  code: string;
  /** Code of the institution that owns it, and alone sends. */
  institution: string;
  name: { lv: string; en: string };
  schema: unknown;
  timeToLiveHours: number;
  /** Codes of institutions that may subscribe; null: everybody's systems may. */
  readers: readonly string[] | null;
}

/**
 * Describes a topic, or describes it anew: messages that were sent stay. For the institution's own
 * systems, and the operator. Refuses with `institution-unknown`, `not-allowed`,
 * `message-schema-wrong` and `topic-of-another`.
 */
export async function defineTopic(context: Context, described: DescribedTopic): Promise<void> {
  demandSystem(context);
  const { code, name, institution, schema, timeToLiveHours } = described;
  const problems = schemaProblems(schema);
  if (problems.length > 0) throw new Refusal('message-schema-wrong', { problems });
  await context.db.transaction(async (db) => {
    const [organisationId] = await idsOf({ ...context, db }, [institution]);
    if (!organisationId || !mayServe(context, organisationId)) throw new Refusal('not-allowed');
    const readers = described.readers && (await idsOf({ ...context, db }, described.readers));
    const isMine = await upsertTopic(db, {
      ...{ code, organisationId, name, timeToLiveHours, readers },
      schema: schema as Record<string, unknown>,
      createdAt: context.clock.now(),
    });
    if (!isMine) throw new Refusal('topic-of-another', { topic: code });
    const content = { topic: code, timeToLiveHours, readers: described.readers };
    await writeAudit(db, [
      makeAuditRecord(context, { act: 'exchange.define-topic', organisationId, content }),
    ]);
  });
}

/** In no order. Refuses with `institution-unknown`, which names one. */
async function idsOf(context: Context, codes: readonly string[]): Promise<string[]> {
  const found = await listOrganisations(context, [...codes]);
  const known = new Map(found.map(({ code, id }) => [code, id]));
  return codes.map((institution) => {
    const id = known.get(institution);
    if (!id) throw new Refusal('institution-unknown', { institution });
    return id;
  });
}
