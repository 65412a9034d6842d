import type { Database } from './database.ts';

/** What the application's connections are opened with: rows of all organisations, for who has none. */
export const ALL_ORGANISATIONS = '-c koplieta.organisation=system';

/** Of this transaction only: what comes after it on the same connection is the system's again. */
const ACT_FOR = `select set_config('koplieta.organisation', coalesce($1::uuid::text, ''), true)`;

/**
 * The same database as one organisation sees it: of tables with rows by organisation (policies
 * `by_organisation`) its own rows alone; without one (`null`) none of them. Every statement costs a
 * transaction of its own, three more round trips; those inside a transaction cost none.
 */
export function forOrganisation(db: Database, organisationId: string | null): Database {
  const narrowed: Database['transaction'] = (work) =>
    db.transaction(async (one) => {
      await one.query(ACT_FOR, [organisationId]);
      return await work(one);
    });
  return {
    query: ((...statement: Parameters<Database['query']>) =>
      narrowed((one) => one.query(...statement))) as Database['query'],
    copy: (statement, rows) => db.copy(statement, rows),
    transaction: narrowed,
  };
}
