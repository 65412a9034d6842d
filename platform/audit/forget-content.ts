import type { Context } from '../context.ts';

/** How long the content of a class of acts is kept. Envelope, digest and chain stay for good. */
export interface Retention {
  /** How the names of its acts begin: `identity.`. */
  acts: string;
  /** At least seven: the database refuses what is younger than six months. */
  months: number;
}

const SLICE = 5_000;

/**
 * Deletes for good the content of records that are older than their class is kept. In slices of a
 * transaction each; goes on where it was when it was stopped.
 */
export async function forgetContent(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  retentions: readonly Retention[],
): Promise<void> {
  for (const { acts, months } of retentions) {
    const before = clock.now();
    before.setUTCMonth(before.getUTCMonth() - months);
    for (let lookedAt = SLICE; lookedAt > 0; ) {
      const [row] = await db.query<{ records: number }>(
        'select audit.forget_content($1::text, $2::timestamptz, $3::integer) as records',
        [acts, before, SLICE],
      );
      lookedAt = row?.records ?? 0;
    }
  }
}
