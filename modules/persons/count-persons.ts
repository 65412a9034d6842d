import type { Context } from '../../platform/context.ts';

/** How many persons are known: to show progress, and whether anybody is there at all. */
export async function countPersons(context: Pick<Context, 'db'>): Promise<number> {
  const [row] = await context.db.query<{ persons: number }>(
    'select count(*) as persons from persons.persons',
  );
  return row?.persons ?? 0;
}
