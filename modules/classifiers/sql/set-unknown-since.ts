import type { Database } from '../../../platform/database/database.ts';

const UPDATE = `
update classifiers.fact_kinds set unknown_since = $2::timestamptz
where register = $1::text and (unknown_since is null) <> ($2::timestamptz is null)
returning code`;

/** Notes since when what a register does not state is unknown; gives the kinds that are others now. */
export async function setUnknownSince(
  db: Database,
  register: string,
  since: Date | null,
): Promise<string[]> {
  return (await db.query<{ code: string }>(UPDATE, [register, since])).map(({ code }) => code);
}
