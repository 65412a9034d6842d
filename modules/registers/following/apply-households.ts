import type { Context } from '../../../platform/context.ts';
import { listMembers, recordHouseholdFacts } from '../../persons/index.ts';
import { householdId } from '../household-id.ts';
import type { Applying } from './applying.ts';

/** Makes the facts of households equal to what these records say; all members have others then. */
export async function applyHouseholds(context: Context, applying: Applying): Promise<void> {
  const { register, records, book, applied } = applying;
  const field = register.mapping.household ?? '';
  const stated = records.flatMap(({ meaning, key, position }) => {
    const number = meaning?.about === 'household' ? meaning.number : key[field];
    const facts = meaning?.about === 'household' ? meaning.facts : [];
    return typeof number === 'string' ? [{ id: householdId(number), facts, position }] : [];
  });
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
