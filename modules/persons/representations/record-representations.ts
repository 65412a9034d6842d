import type { Context } from '../../../platform/context.ts';
import type { RepresentationsOfRegister } from './representation.ts';
import { replaceRepresentations } from './sql/replace-representations.ts';

/**
 * Makes who represents some organisations equal to what a register states; gives how many rows were
 * written. What is stated no more is superseded, so that it can still be told who could act on a day.
 * Organisations that are not known are left out.
 */
export async function recordRepresentations(
  context: Context,
  { representations, ...about }: RepresentationsOfRegister,
): Promise<number> {
  const rows = representations.map((one) => ({ ...one, id: context.ids.next() }));
  const recordedAt = context.clock.now();
  return await replaceRepresentations(context.db, { ...about, rows, recordedAt });
}
