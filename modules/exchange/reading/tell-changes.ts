import type { Context } from '../../../platform/context.ts';
import type { View } from '../permissions/view.ts';
import { openRecords } from '../records/open-record.ts';
import { type ShownChange, showChange } from './show-change.ts';
import type { ChangeEntry } from './sql/select-changes.ts';

/** Entries of the log as a view tells them, with the whole records; those that it does not tell are left out. */
export function tellChanges(
  { keys }: Pick<Context, 'keys'>,
  view: View,
  entries: readonly ChangeEntry[],
): { record: Record<string, unknown>; change: ShownChange }[] {
  const texts = openRecords(keys, entries);
  return entries.flatMap((entry, index) => {
    const record = JSON.parse(texts[index] as string) as Record<string, unknown>;
    const change = showChange(view, entry, record);
    return change ? [{ record, change }] : [];
  });
}
