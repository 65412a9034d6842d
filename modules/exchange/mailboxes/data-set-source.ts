import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { isList, isPersonal } from '../definition.ts';
import { noteReading } from '../permissions/note-reading.ts';
import { openReading, type Reading } from '../permissions/open-reading.ts';
import { meetsRows, type RowCondition, type View } from '../permissions/view.ts';
import { tellChanges } from '../reading/tell-changes.ts';
import { selectHead } from '../records/sql/select-head.ts';
import type { Mailbox, MailboxSource } from './mailbox.ts';
import { reloadOf } from './reload.ts';
import { selectPage } from './sql/select-page.ts';

type Followed = Pick<Mailbox, 'id' | 'permission' | 'filter' | 'dataSet'>;

/**
 * The changes of a data set as a mailbox reads them: by its permission, and of the rows that its
 * filter lets through. Refuses like `openReading`, and with `mailbox-filter-wrong`; a page that is no
 * longer kept with `mailbox-behind`, which tells what to reload.
 */
export async function openDataSetSource(
  context: Context,
  mailbox: Followed,
): Promise<MailboxSource> {
  const { dataSet, permission, filter } = mailbox;
  if (!dataSet) throw new Error('The mailbox follows no data set.');
  const { code, version } = dataSet;
  const name = { code, version, permission: permission ?? undefined };
  const reading = await openReading(context, name);
  return sourceOf(context, mailbox, { ...reading, view: narrowView(reading.view, filter) });
}

/** A view of fewer rows. Refuses with `mailbox-filter-wrong`: no readable, open field is called so. */
function narrowView(view: View, filter: readonly RowCondition[]): View {
  if (filter.length === 0) return view;
  const fields = view.definition.fields.filter((field) => !isList(field) && !isPersonal(field));
  const known = new Set(fields.map(({ name }) => name));
  const wrong = filter.map(({ field }) => field).filter((field) => !known.has(field));
  if (wrong.length > 0) throw new Refusal('mailbox-filter-wrong', { fields: wrong });
  return {
    ...view,
    isWhole: false,
    rows: [...view.rows, ...filter],
    isInView: (record) => view.isInView(record) && meetsRows(filter, record),
  };
}

function sourceOf(context: Context, mailbox: Followed, reading: Reading): MailboxSource {
  const { version, view } = reading;
  return {
    readPage: async ({ after, end, limit }) => {
      const page = await selectPage(context.db, { versionId: version.id, after, end, limit });
      const { keptAfter } = await selectHead(context.db, version.id);
      if (after < keptAfter) {
        throw new Refusal('mailbox-behind', { position: after, keptAfter, ...reloadOf(mailbox) });
      }
      const told = tellChanges(context, view, page);
      const records = told.map(({ record }) => record);
      return {
        entries: told.map(({ change }) => change),
        end: end ?? page.at(-1)?.position ?? after,
        expired: [],
        note: () => noteReading(context, reading, { how: 'mailbox', after, records }),
      };
    },
  };
}
