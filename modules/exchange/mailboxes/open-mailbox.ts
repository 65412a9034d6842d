import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getVersion } from '../data-sets/get-version.ts';
import { selectAnnouncedEnd } from '../data-sets/sql/select-announced-end.ts';
import { fieldsByName, isList } from '../definition.ts';
import { getReadableTopic } from '../messages/get-topic.ts';
import type { RowCondition } from '../permissions/view.ts';
import { demandKept } from '../reading/demand-kept.ts';
import { canHold } from '../records/can-hold.ts';
import { selectHead } from '../records/sql/select-head.ts';
import type { VersionName } from '../version.ts';
import { auditMailbox } from './audit-mailbox.ts';
import { holdMailbox } from './get-mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { openSource } from './open-source.ts';
import { countMailboxes } from './sql/count-mailboxes.ts';
import { deleteMailbox } from './sql/delete-mailbox.ts';
import { insertMailbox } from './sql/insert-mailbox.ts';

/** So many one information system may have. */
const MAILBOXES_MAX = 1_000;

export interface NewMailbox {
  follows: { dataSet: VersionName } | { topic: string };
  permission: string | null;
  filter: readonly RowCondition[];
  /** From the oldest that is kept on, or only what comes from now on. */
  from: 'beginning' | 'now';
}

/**
 * Subscribes an information system to a data set or a topic. Refuses like `openReading` or
 * `getReadableTopic`, with `mailbox-filter-wrong`, `mailboxes-too-many`, and with `changes-not-kept`
 * when the log no longer has its beginning: then what is held is loaded first.
 */
export async function openMailbox(context: Context, asked: NewMailbox): Promise<Mailbox> {
  const { actor } = context;
  if (actor.kind !== 'information-system') throw new Refusal('not-allowed');
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    if ((await countMailboxes(db, actor.systemId)) >= MAILBOXES_MAX) {
      throw new Refusal('mailboxes-too-many', { mailboxesMax: MAILBOXES_MAX });
    }
    const mailbox: Mailbox = {
      id: context.ids.next(),
      systemId: actor.systemId,
      organisationId: actor.organisationId,
      ...(await followed(inside, asked)),
      permission: asked.permission,
      filter: asked.filter,
      page: null,
      webhook: null,
      createdAt: context.clock.now(),
    };
    await openSource(inside, mailbox);
    if (mailbox.dataSet) await demandMeetable(inside, mailbox.dataSet, asked.filter);
    await insertMailbox(db, mailbox);
    await auditMailbox(inside, 'open-mailbox', mailbox);
    return mailbox;
  });
}

/** Refuses with `mailbox-filter-wrong` a value that a field can never have: it would let nothing through. */
async function demandMeetable(
  context: Context,
  name: VersionName,
  filter: readonly RowCondition[],
): Promise<void> {
  const fields = fieldsByName((await getVersion(context, name)).definition);
  const wrong = filter.flatMap(({ field: of, values }) => {
    const field = fields.get(of);
    if (!field || isList(field)) return [];
    return values.every((value) => canHold(field, value)) ? [] : [of];
  });
  if (wrong.length > 0) throw new Refusal('mailbox-filter-wrong', { fields: wrong });
}

async function followed(
  context: Context,
  { follows, from }: NewMailbox,
): Promise<Pick<Mailbox, 'dataSet' | 'topic' | 'position' | 'newest' | 'keptAfter'>> {
  if ('topic' in follows) {
    const { topicId, code, position: newest } = await getReadableTopic(context, follows.topic);
    const position = from === 'now' ? newest : 0;
    return { dataSet: null, topic: { topicId, code }, position, newest, keptAfter: 0 };
  }
  const { id: versionId, code, version } = await getVersion(context, follows.dataSet);
  if (from === 'beginning') await demandKept(context, { id: versionId, code, version }, 0);
  const { position: newest, keptAfter } = await selectHead(context.db, versionId);
  const position = from === 'now' ? newest : 0;
  const end = await selectAnnouncedEnd(context.db, follows.dataSet);
  return { dataSet: { versionId, code, version, end }, topic: null, position, newest, keptAfter };
}

/** Ends a subscription, with its webhook and dead letters. Refuses with `mailbox-unknown`. */
export async function closeMailbox(context: Context, id: string): Promise<void> {
  await context.db.transaction(async (db) => {
    const mailbox = await holdMailbox({ ...context, db }, id);
    await deleteMailbox(db, id);
    await auditMailbox({ ...context, db }, 'close-mailbox', mailbox);
  });
}
