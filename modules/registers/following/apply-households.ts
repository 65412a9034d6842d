import type { Context } from '../../../platform/context.ts';
import { listMembers, recordHouseholdFacts } from '../../persons/index.ts';
import { householdId } from '../household-id.ts';
import type { HouseholdMeaning } from '../mapping/meaning.ts';
import type { Applying } from './applying.ts';

interface Stated {
  id: string;
  facts: HouseholdMeaning['facts'];
  position: number;
}

/** Makes the facts of households equal to what these records say; all members have others then. */
export async function applyHouseholds(context: Context, applying: Applying): Promise<void> {
  const { register, records } = applying;
  const field = register.mapping.household ?? '';
  const stated = records.flatMap(({ meaning, key, position }) => {
    const number = meaning?.about === 'household' ? meaning.number : key[field];
    const facts = meaning?.about === 'household' ? meaning.facts : [];
    return typeof number === 'string' ? [{ id: householdId(number), facts, position }] : [];
  });
  await applyFacts(context, applying, stated);
}

/** Ends what the register said of households that it names no more. */
export async function endHouseholds(
  context: Context,
  applying: Applying,
  householdIds: readonly string[],
): Promise<void> {
  const stated = householdIds.map((id) => ({ id, facts: [], position: 0 }));
  await applyFacts(context, applying, stated);
}

async function applyFacts(
  context: Context,
  { register, book, applied }: Applying,
  stated: readonly Stated[],
): Promise<void> {
  const { added, superseded, changed } = await recordHouseholdFacts(context, {
    register: register.code,
    householdIds: stated.map(({ id }) => id),
    facts: stated.flatMap(({ id, facts, position }) =>
      facts.map(({ kind, value, from, to }) => ({
        ...{ householdId: id, kind, value, validFrom: from, validTo: to },
        source: { mappingId: register.mappingId, position },
      })),
    ),
  });
  applied.facts.added += added;
  applied.facts.superseded += superseded;
  if (changed.length === 0) return;
  const kindsOf = new Map(changed.map(({ subjectId, kinds }) => [subjectId, kinds]));
  for (const member of await listMembers(context, [...kindsOf.keys()])) {
    book.note(member.personId, kindsOf.get(member.householdId) ?? []);
  }
}
