import type { Context } from '../../platform/context.ts';
import { selectRangeEnds } from './sql/select-range-ends.ts';

/** The ids after one and up to another, that one included. */
export interface PersonRange {
  after: string;
  to: string;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** All persons cut into ranges of so many, in order; who is added later is in the last one. */
export async function listPersonRanges(
  { db }: Pick<Context, 'db'>,
  persons: number,
): Promise<PersonRange[]> {
  const ends = [...(await selectRangeEnds(db, persons)), LAST_ID];
  return ends.map((to, position) => ({ after: ends[position - 1] ?? FIRST_ID, to }));
}
