import type { Context } from '../../../platform/context.ts';
import type { FollowedRecord } from '../../exchange/index.ts';
import {
  type AbsentPage,
  findPersonsNamed,
  noteNamed,
  noteNamedOrganisations,
  type Stated,
} from '../../persons/index.ts';
import { householdId } from '../household-id.ts';
import { type Mapping, personField } from '../mapping/mapping.ts';
import { endHouseholds } from './apply-households.ts';
import { endRepresentations } from './apply-organisations.ts';
import { endDropped, endPersons } from './apply-persons.ts';
import type { Applying } from './applying.ts';
import type { FollowedRegister } from './followed-register.ts';
import { subjectOf } from './stated.ts';

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

/**
 * Ends what the register said of those whom it names no more, and what it has dropped of those whom it
 * still names.
 */
export async function endAbsent(
  context: Context,
  applying: Applying,
  { absent, dropped, stated }: Pick<AbsentPage, 'absent' | 'dropped'> & { stated: Stated },
): Promise<void> {
  const all = [...absent, ...dropped];
  switch (stated.of) {
    case 'person':
      await endPersons(context, applying, absent);
      return await endDropped(context, applying, { personIds: all, ...stated.dropped });
    case 'household':
      return await endHouseholds(context, applying, absent);
    case 'organisation':
      return await endRepresentations(context, applying, all);
  }
}

function fieldOf(mapping: Mapping): string {
  return (
    personField(mapping) ?? mapping.household ?? mapping.organisation?.registrationNumber ?? ''
  );
}
