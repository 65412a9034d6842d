import { addYears, rigaDay } from '../../../platform/clock/day.ts';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { readPersonalCode, readPersonNames } from '../../persons/index.ts';
import { appointOfficial } from '../officials.ts';
import { selectAdults } from './sql/select-adults.ts';
import { selectPersonsOfOfficials } from './sql/select-persons-of-officials.ts';

/** Makes invented persons officials of an organisation, one for each role: for the simulated country alone. */
export async function appointSimulatedOfficials(
  context: Context,
  { organisation, roles }: { organisation: string; roles: readonly OfficialRole[] },
): Promise<void> {
  const day = rigaDay(context.clock.now());
  const persons = await selectAdults(context.db, {
    ...{ bornFrom: addYears(day, -55), bornBefore: addYears(day, -30), limit: roles.length },
  });
  const names = await readPersonNames(context, persons);
  for (const [index, personId] of persons.entries()) {
    await appointOfficial(context, {
      name: names.get(personId) ?? '',
      organisation,
      roles: roles.slice(index, index + 1),
      personId,
    });
  }
}

/** Who is an official of an organisation, by name and code, with what roles: invented people all. */
export async function listSimulatedOfficials(
  context: Context,
  organisation: string,
): Promise<{ name: string; personalCode: string; roles: OfficialRole[] }[]> {
  const day = rigaDay(context.clock.now());
  const officials = await selectPersonsOfOfficials(context.db, organisation, day);
  const names = await readPersonNames(
    context,
    officials.map(({ personId }) => personId),
  );
  return await Promise.all(
    officials.map(async ({ personId, roles }) => ({
      name: names.get(personId) ?? '',
      personalCode: (await readPersonalCode(context, personId)) ?? '',
      roles,
    })),
  );
}
