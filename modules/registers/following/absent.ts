import type { Context } from '../../../platform/context.ts';
import type { FollowedRecord } from '../../exchange/index.ts';
import {
  type Ending,
  findPersonsNamed,
  noteNamed,
  noteNamedOrganisations,
  type Stated,
  type Subject,
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
 * Ends what the register said of those whom it names no more, be its records about others now, and what it
 * has dropped of those whom it still names.
 */
export async function endAbsent(
  context: Context,
  applying: Applying,
  { endings, dropped }: { endings: readonly Ending[] } & Pick<Stated, 'dropped'>,
): Promise<void> {
  for (const [subject, all] of Map.groupBy(endings, (one) => one.subject)) {
    const absent = all.filter(({ isNamed }) => !isNamed);
    await END[subject](context, applying, {
      absent: absent.map(({ name }) => name),
      all: all.map(({ name }) => name),
      dropped,
    });
  }
}

type End = (
  context: Context,
  applying: Applying,
  ending: { absent: readonly string[]; all: readonly string[]; dropped: Stated['dropped'] },
) => Promise<void>;

const END: Readonly<Record<Subject, End>> = {
  person: async (context, applying, { absent, all, dropped }) => {
    await endPersons(context, applying, absent);
    await endDropped(context, applying, { personIds: all, ...dropped });
  },
  household: async (context, applying, { absent }) => endHouseholds(context, applying, absent),
  organisation: async (context, applying, { all }) => endRepresentations(context, applying, all),
};

function fieldOf(mapping: Mapping): string {
  return (
    personField(mapping) ?? mapping.household ?? mapping.organisation?.registrationNumber ?? ''
  );
}
