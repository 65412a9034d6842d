import type { Context } from '../../platform/context.ts';
import type { PersonStatement } from './person.ts';
import { insertFormerCodes } from './sql/insert-former-codes.ts';
import { insertPersons } from './sql/insert-persons.ts';
import { listPersonsByHash, type StoredPerson } from './sql/list-persons-by-hash.ts';
import { updatePersons } from './sql/update-persons.ts';

export interface PersonsAdded {
  /** Ids in the order of the statements. */
  ids: string[];
  added: number;
  changed: number;
  /** Of those that were added or changed. */
  writtenIds: string[];
}

/**
 * Adds a batch of persons, or brings those already known up to what is stated. The code and the name
 * are stored encrypted; a code is found by its keyed hash. Stating the same again changes nothing. A
 * person whose code was changed stays the same person, and the former code is remembered.
 */
export async function addPersons(
  context: Context,
  statements: readonly PersonStatement[],
): Promise<PersonsAdded> {
  const hash = (code: string) => context.keys.hash('personal-code', code);
  const rows = statements.map((statement) => ({ statement, hash: hash(statement.personalCode) }));
  const former = statements.flatMap((statement) => statement.previousPersonalCode ?? []).map(hash);
  const known = await listPersonsByHash(context.db, [...rows.map((row) => row.hash), ...former]);

  const ids: string[] = [];
  const added: StoredPerson[] = [];
  const changed: StoredPerson[] = [];
  for (const row of rows) {
    const previous = row.statement.previousPersonalCode;
    const held =
      known.get(row.hash.toString('hex')) ??
      (previous === undefined ? undefined : known.get(hash(previous).toString('hex')));
    if (!held) {
      const person = seal(context, { ...row, id: context.ids.next() });
      known.set(row.hash.toString('hex'), person);
      added.push(person);
      ids.push(person.id);
      continue;
    }
    if (differs(context, held, row)) changed.push(seal(context, { ...row, id: held.id }));
    ids.push(held.id);
  }
  if (added.length > 0) await insertPersons(context.db, added);
  if (changed.length > 0) await updatePersons(context.db, changed);
  const formerCodes = statements.flatMap(({ previousPersonalCode: code }, index) => {
    if (code === undefined) return [];
    const codeEncrypted = context.keys.encrypt(code);
    return [{ codeHash: hash(code), codeEncrypted, personId: ids[index] ?? '' }];
  });
  if (formerCodes.length > 0) await insertFormerCodes(context.db, formerCodes);
  const writtenIds = [...new Set([...added, ...changed].map(({ id }) => id))];
  return { ids, added: added.length, changed: changed.length, writtenIds };
}

interface HashedStatement {
  statement: PersonStatement;
  hash: Buffer;
}

function seal(context: Context, row: HashedStatement & { id: string }): StoredPerson {
  return {
    id: row.id,
    personalCodeEncrypted: context.keys.encrypt(row.statement.personalCode),
    personalCodeHash: row.hash,
    keyVersion: context.keys.version,
    nameEncrypted: context.keys.encrypt(row.statement.name),
    birthDate: row.statement.birthDate,
    deathDate: row.statement.deathDate,
  };
}

function differs(context: Context, held: StoredPerson, row: HashedStatement): boolean {
  return (
    held.birthDate !== row.statement.birthDate ||
    held.deathDate !== row.statement.deathDate ||
    !held.personalCodeHash.equals(row.hash) ||
    context.keys.decrypt(held.nameEncrypted) !== row.statement.name
  );
}
