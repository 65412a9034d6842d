import type { Party } from './permission.ts';
import type { ProfileParameter, RowFilter } from './terms.ts';
import type { RowCondition } from './view.ts';

/**
 * Filters of rows with the holder's profile filled in. What the profile does not have matches nothing:
 * an institution without a territory sees no row, not all of them.
 */
export function fillRows(rows: readonly RowFilter[], holder: Party): RowCondition[] {
  const profile: Record<ProfileParameter, string | null> = {
    territory: holder.territory,
    institution: holder.code,
    registrationNumber: holder.registrationNumber,
  };
  return rows.map((row) => {
    if ('values' in row) return row;
    const value = profile[row.profile];
    return { field: row.field, values: value === null ? [] : [value] };
  });
}
