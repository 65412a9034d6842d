import type { Database } from '../../../platform/database/database.ts';

/**
 * `all`: held by a recomputation of everybody, for its whole time. `batch`: shared by its batches.
 * `some`: excludes batches and others of its kind, so that no two ever write the same person.
 */
const STATEMENTS = {
  all: `select pg_advisory_xact_lock(hashtextextended('entitlements: all', 0))`,
  batch: `select pg_advisory_xact_lock_shared(hashtextextended('entitlements: persons', 0))`,
  some: `select pg_advisory_xact_lock(hashtextextended('entitlements: persons', 0))`,
};

/** Held until the transaction ends. */
export async function lockRecompute(db: Database, extent: keyof typeof STATEMENTS): Promise<void> {
  await db.query(STATEMENTS[extent]);
}
