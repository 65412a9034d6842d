import type { Context } from '../../../platform/context.ts';
import type { FollowedRecord } from '../../exchange/index.ts';
import {
  findPersonsNamed,
  noteNamed,
  noteNamedOrganisations,
  type Stated,
} from '../../persons/index.ts';
import { householdId } from '../household-id.ts';
import { type Mapping, personField } from '../mapping/mapping.ts';
import { endHouseholds } from './apply-households.ts';
import { endRepresentations } from './apply-organisations.ts';
import { endPersons } from './apply-persons.ts';
import type { Applying } from './applying.ts';
import type { FollowedRegister } from './followed-register.ts';

/** Of whom a register states what; what an earlier mapping stated of others is not among it. */
export function statedBy({ register, ...mapping }: Mapping): Stated {
  const kindsOf = (isOfPerson: boolean) =>
    mapping.relations.flatMap(({ kind, of }) => ((of !== undefined) === isOfPerson ? [kind] : []));
  return {
    register,
    of: subjectOf(mapping),
    households: mapping.households.length > 0,
    relations: { person: kindsOf(true), related: kindsOf(false) },
  };
}

/** Notes whom these records name, also those that mean nothing: what such a one said before stands. */
export async function noteNamedBy(
  context: Context,
  { code, mapping }: FollowedRegister,
  records: readonly FollowedRecord[],
): Promise<void> {
  const of = subjectOf(mapping);
  const field = fieldOf(mapping);
  const named = records.flatMap(({ record }) => (record ? [String(record[field])] : []));
  if (of === 'organisation') return await noteNamedOrganisations(context, code, named);
  const ids =
    of === 'household'
      ? named.map(householdId)
      : [...(await findPersonsNamed(context, named)).values()];
  await noteNamed(context, code, ids);
}

/** Ends what the register said of those whom it names no more. */
export async function endAbsent(
  context: Context,
  applying: Applying,
  absent: readonly string[],
): Promise<void> {
  const ends = { person: endPersons, household: endHouseholds, organisation: endRepresentations };
  await ends[subjectOf(applying.register.mapping)](context, applying, absent);
}

function subjectOf(mapping: Pick<Mapping, 'person' | 'household'>): Stated['of'] {
  if (personField(mapping) !== undefined) return 'person';
  return mapping.household !== undefined ? 'household' : 'organisation';
}

function fieldOf(mapping: Mapping): string {
  return (
    personField(mapping) ?? mapping.household ?? mapping.organisation?.registrationNumber ?? ''
  );
}
