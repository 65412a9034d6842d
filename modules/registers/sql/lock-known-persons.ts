import type { Database } from '../../../platform/database/database.ts';

const LOCKS = {
  alone: `select pg_advisory_xact_lock(hashtextextended('registers.known-persons', 0))`,
  together: `select pg_advisory_xact_lock_shared(hashtextextended('registers.known-persons', 0))`,
};

/**
 * Who makes persons known does it alone; who looks whether they are known does it together with others.
 * Without it a record could begin to wait for a person just after that one was looked for.
 */
export async function lockKnownPersons(db: Database, { alone }: { alone: boolean }): Promise<void> {
  await db.query(alone ? LOCKS.alone : LOCKS.together);
}
