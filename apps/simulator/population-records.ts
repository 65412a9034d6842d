import { dayText } from './day-number.ts';
import {
  birthdayAt,
  type SimulatedHousehold,
  type SimulatedPerson,
  type Span,
  stated,
} from './person.ts';
import { codesOver } from './places.ts';
import type { PopulationRecord } from './register-records.ts';

/** The records of a household's members in the register of natural persons. */
export function populationRecords(household: SimulatedHousehold): PopulationRecord[] {
  return household.members.map((person) => recordOf(household, person));
}

function recordOf(household: SimulatedHousehold, person: SimulatedPerson): PopulationRecord {
  const lived = residences(household, person);
  return {
    personalCode: person.code,
    ...(person.previousCode === null ? {} : { previousPersonalCode: person.previousCode }),
    givenName: person.givenName,
    surname: person.surname,
    birthDate: dayText(person.birth),
    deathDate: person.death === null ? null : dayText(person.death),
    territory: lived.find(({ to }) => to === null)?.territory ?? null,
    residences: lived,
    households: stated(person, {
      from: Math.max(household.since, person.birth),
      to: null,
    }).map((period) => ({ number: household.number, ...period })),
    parents:
      person.role === 'child' ? parentsIn(household).map((personalCode) => ({ personalCode })) : [],
    guardians: guardians(household, person),
  };
}

function residences(
  household: SimulatedHousehold,
  person: SimulatedPerson,
): PopulationRecord['residences'] {
  const { home, formerHome, since, address } = household;
  const here: Span = { from: formerHome ? Math.max(since, person.birth) : person.birth, to: null };
  const lived = [{ code: home.code, address, span: here }];
  if (formerHome && person.birth < since) {
    const before = { from: person.birth, to: since };
    lived.unshift({ code: formerHome.code, address: 'Vecā iela 1', span: before });
  }
  return lived.flatMap(({ code, address: place, span }) =>
    codesOver(code, span).flatMap((part) =>
      stated(person, part).map((period) => ({ territory: part.code, address: place, ...period })),
    ),
  );
}

/** The first two adults: a grandparent comes after the children. */
function parentsIn(household: SimulatedHousehold): string[] {
  const firstChild = household.members.findIndex((member) => member.role === 'child');
  return household.members.slice(0, Math.min(firstChild, 2)).map((parent) => parent.code);
}

function guardians(
  household: SimulatedHousehold,
  person: SimulatedPerson,
): PopulationRecord['guardians'] {
  const [guardian] = household.members;
  if (person.careForm !== 'guardianship' || person.careFrom === null || !guardian) return [];
  return stated(person, { from: person.careFrom, to: birthdayAt(person, 18) }).map((period) => ({
    personalCode: guardian.code,
    ...period,
  }));
}
