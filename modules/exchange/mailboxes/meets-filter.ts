import type { RowCondition } from '../permissions/view.ts';

/** Whether all conditions hold for a record or the body of a message: its open fields suffice. */
export function meetsFilter(
  filter: readonly RowCondition[],
  record: Readonly<Record<string, unknown>>,
): boolean {
  return filter.every(({ field, values }) => {
    const value = record[field];
    return ['string', 'number', 'boolean'].includes(typeof value) && values.includes(String(value));
  });
}
