import type { Context } from '../context.ts';

/**
 * Runs a long step once for each fingerprint of what it is done with. A step that was cut off, by a
 * kill for example, is run again from its beginning, so it must be safe to repeat.
 */
export async function runOnce(
  context: Context,
  { name, fingerprint }: { name: string; fingerprint: string },
  step: () => Promise<void>,
): Promise<void> {
  if ((await readDone(context, name)) === fingerprint) return;
  await step();
  await noteDone(context, { name, fingerprint });
}

/** The fingerprint of what a step was done with last; undefined when it never was. */
export async function readDone(
  context: Pick<Context, 'db'>,
  name: string,
): Promise<string | undefined> {
  const [done] = await context.db.query<{ fingerprint: string }>(
    'select fingerprint from platform.completed_steps where name = $1::text',
    [name],
  );
  return done?.fingerprint;
}

/** Notes that a step is done, for one who did it without `runOnce`. */
export async function noteDone(
  context: Context,
  { name, fingerprint }: { name: string; fingerprint: string },
): Promise<void> {
  await context.db.query(
    `insert into platform.completed_steps (name, fingerprint, completed_at)
     values ($1::text, $2::text, $3::timestamptz)
     on conflict (name) do update
     set fingerprint = excluded.fingerprint, completed_at = excluded.completed_at`,
    [name, fingerprint, context.clock.now()],
  );
}
