import type { Context } from '../../../platform/context.ts';
import type { FileForm } from '../../../platform/files/file-form.ts';
import type { ListMode, RowProblem } from './member-list.ts';
import { firstOf, isProposable, keepList, type ReadList, readList } from './propose-list.ts';
import type { ListEffect } from './sql/count-list-effect.ts';

/** What the clerk mends at once: a file with more wrong rows has another fault. */
const PROBLEMS_MAX = 10_000;

export interface ListPreview {
  /** Rows that name a person who is known here. */
  members: number;
  /** Who is a member now, or will be. */
  held: number;
  added: number;
  ended: number;
  refused: number;
  /** The first ten thousand. */
  problems: RowProblem[];
  /** It can be proposed as it is. */
  isProposable: boolean;
}

/**
 * Says what a list would do to its group, and keeps nothing of it: also of one that cannot be proposed,
 * because of rows that cannot be read. Refuses as `proposeList`.
 */
export async function previewList(
  context: Context,
  asked: { group: string; mode: ListMode; form: FileForm },
  chunks: AsyncIterable<Buffer>,
): Promise<ListPreview> {
  const reading = await readList(context, asked, chunks);
  const { rows, problems } = reading;
  const { members: held, added, ended } = await countUndone(context, reading);
  return {
    ...{ members: rows.length, held, added, ended, refused: problems.length },
    problems: firstOf(problems, PROBLEMS_MAX),
    isProposable: isProposable(reading),
  };
}

/** Counts by keeping the list in a transaction that is rolled back: what is counted is what would be done. */
async function countUndone(context: Context, reading: ReadList): Promise<ListEffect> {
  let counted: ListEffect | undefined;
  const undoing = new Error('What a preview kept is undone.');
  await context.db
    .transaction(async (db) => {
      counted = (await keepList({ ...context, db }, reading)).effect;
      throw undoing;
    })
    .catch((error: unknown) => {
      if (error !== undoing) throw error;
    });
  if (!counted) throw new Error('A preview was not counted.');
  return counted;
}
