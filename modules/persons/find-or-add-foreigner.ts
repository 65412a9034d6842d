import type { Day } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { addPersons } from './add-persons.ts';

/** A person of another country, as that country states them. */
export interface ForeignerStatement {
  /** `isForeignIdentifier`. */
  identifier: string;
  /** Given names and surname, as they are shown. */
  name: string;
  birthDate: Day;
}

/** From one country, for Latvia, and there never of two people. Of Latvia's own there are personal codes. */
const IDENTIFIER = /^(?!LV\/)[A-Z]{2}\/LV\/[\x21-\x7e]{1,200}$/;

/** Whether a text names a person of another country (eIDAS SAML Attribute Profile 1.2, 2.2.3). */
export function isForeignIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/**
 * The id of a person of another country, who becomes known when they are not yet: by the identifier that
 * their country gave for use in Latvia, which stands where others have the personal code.
 */
export async function findOrAddForeigner(
  context: Context,
  { identifier, ...told }: ForeignerStatement,
): Promise<string> {
  const statement = { personalCode: identifier, ...told, deathDate: null };
  const add = () =>
    context.db.transaction(async (db) => await addPersons({ ...context, db }, [statement]));
  // Who comes twice at once is added once: the second then finds what the first wrote.
  const { ids } = await add().catch((error: { code?: string }) => {
    if (error.code === UNIQUE_VIOLATION) return add();
    throw error;
  });
  const [id] = ids;
  if (id === undefined) throw new Error('A person who was stated has an id.');
  return id;
}

const UNIQUE_VIOLATION = '23505';
