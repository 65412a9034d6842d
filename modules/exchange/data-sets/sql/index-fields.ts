import pg from 'pg';
import type { Database } from '../../../../platform/database/database.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import { type Definition, isList } from '../../definition.ts';
import { SQL_TYPES } from '../../records/sql/sql-of-field.ts';

/** An entry is larger than an index takes. */
const TOO_LARGE = '54000';

/**
 * Makes and drops indexes, so that a version has those of its indexed fields. Building one over many
 * records holds its writers back, not its readers. Refuses with `indexed-texts-too-long`.
 */
export async function indexFields(
  db: Database,
  versionId: number,
  { fields }: Pick<Definition, 'fields'>,
): Promise<void> {
  const indexed = fields.flatMap((field) => (!isList(field) && field.indexed ? [field] : []));
  const names = indexed.map(({ name }) => name);
  const types = indexed.map(({ type }) => SQL_TYPES[type]);
  try {
    await db.query('select exchange.index_fields($1::integer, $2::text[], $3::text[])', [
      versionId,
      names,
      types,
    ]);
  } catch (error) {
    const isTooLarge = error instanceof pg.DatabaseError && error.code === TOO_LARGE;
    throw isTooLarge ? new Refusal('indexed-texts-too-long') : error;
  }
}
