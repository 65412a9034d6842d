import type { Context } from '../../../platform/context.ts';
import type { Range, Stated } from './held.ts';
import { countHeld } from './sql/count-held.ts';
import { deleteNamed } from './sql/delete-named.ts';
import { insertNamed, insertNamedOrganisations } from './sql/insert-named.ts';
import { type Ending, listAbsentIn } from './sql/list-absent-in.ts';
import { selectRangeEnd } from './sql/select-range-end.ts';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** So many persons, households or organisations are looked at together. */
const RANGE_SUBJECTS = 5_000;

/** Notes persons or households whom a record names that is read again. */
export async function noteNamed(
  { db }: Pick<Context, 'db'>,
  register: string,
  subjectIds: readonly string[],
): Promise<void> {
  await insertNamed(db, register, subjectIds);
}

/** Notes organisations, by their registration numbers. */
export async function noteNamedOrganisations(
  { db }: Pick<Context, 'db'>,
  register: string,
  registrationNumbers: readonly string[],
): Promise<void> {
  await insertNamedOrganisations(db, register, registrationNumbers);
}

/** Forgets whom a register has named: all, or those of a range. */
export async function forgetNamed(
  { db }: Pick<Context, 'db'>,
  register: string,
  range: Range = { after: FIRST_ID, to: LAST_ID },
): Promise<void> {
  await deleteNamed(db, register, range);
}

/**
 * Of how many subjects a register states something now, and of how many of these something ends: whom it has
 * not named, and who have something that it has dropped.
 */
export async function countAbsent(
  { db }: Pick<Context, 'db'>,
  stated: Stated,
): Promise<{ held: number; absent: number }> {
  return await countHeld(db, stated, { after: FIRST_ID, to: LAST_ID });
}

export interface AbsentPage {
  range: Range;
  isLast: boolean;
  endings: Ending[];
}

/** The next subjects of whom something ends that a register stated. */
export async function listAbsent(
  { db }: Pick<Context, 'db'>,
  stated: Stated,
  after: string | null,
): Promise<AbsentPage> {
  const from = after ?? FIRST_ID;
  const { subjects } = stated;
  const end = await selectRangeEnd(db, { subjects, after: from, size: RANGE_SUBJECTS });
  const range = { after: from, to: end ?? LAST_ID };
  return { range, isLast: end === undefined, endings: await listAbsentIn(db, stated, range) };
}
