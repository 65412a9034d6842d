import { type DayNumber, years } from './day-number.ts';
import { drawGivenName, drawSurname, surnameFor } from './names.ts';
import type { SimulatedHousehold, SimulatedPerson } from './person.ts';
import type { PersonalCodes } from './personal-codes.ts';
import { drawPlace, type Place } from './places.ts';
import { type Random, weightedDraw } from './random.ts';

/** How households are made up, as weights: near the shares of Latvia, not statistics. */
const drawForm = weightedDraw([
  ['elderly-single', 21],
  ['elderly-couple', 12],
  ['adult-single', 24],
  ['couple', 17],
  ['couple-with-children', 15],
  ['single-parent', 6],
  ['three-generations', 2],
  ['students', 3],
  ['guardians', 0.8],
  ['institution', 0.2],
] as const);

const drawChildren = weightedDraw([
  [1, 50],
  [2, 37],
  [3, 9],
  [4, 2.3],
  [5, 0.8],
  [6, 0.5],
  [7, 0.4],
]);

export interface Making {
  random: Random;
  codes: PersonalCodes;
  referenceDay: DayNumber;
}

const NEW_CODE_SHARE = 0.015;
const MOVED_SHARE = 0.45;
const MOVED_WITHIN = years(6);

/** Makes one household; its adults come first. */
export function makeHousehold(making: Making, ordinal: number): SimulatedHousehold {
  const { random, referenceDay } = making;
  const form = drawForm(random);
  const home = drawPlace(random);
  const members = makeMembers(making, form);
  const livedTogether = years(form === 'elderly-single' || form === 'elderly-couple' ? 40 : 22);
  const since = referenceDay - random.between(60, livedTogether);
  const moved = since > referenceDay - MOVED_WITHIN && random.chance(MOVED_SHARE);
  return {
    number: `M${String(ordinal).padStart(7, '0')}`,
    home,
    address: addressOf(random, home),
    since,
    formerHome: moved ? drawPlace(random) : null,
    members,
    singleParent: form === 'single-parent',
  };
}

type Form = ReturnType<typeof drawForm>;

function makeMembers(making: Making, form: Form): SimulatedPerson[] {
  const { random } = making;
  const surname = drawSurname(random);
  const person = (age: number, female: boolean, role: SimulatedPerson['role'] = 'adult') =>
    makePerson(making, { age, female, role, surname });
  const woman = (age: number) => person(age, true);
  const man = (age: number) => person(age, false);
  const either = (from: number, to: number) => person(random.between(from, to), random.chance(0.5));
  const children = (parentAge: number) =>
    childAges(random, parentAge).map((age) => person(age, random.chance(0.49), 'child'));
  const parentAge = () => random.between(22, 54);
  switch (form) {
    case 'elderly-single':
      return [person(elderlyAge(random), random.chance(0.75))];
    case 'elderly-couple': {
      const age = elderlyAge(random);
      return [woman(age), man(Math.min(age + random.between(-2, 5), 100))];
    }
    case 'adult-single':
      return [either(20, 64)];
    case 'couple': {
      const age = random.between(24, 64);
      return [woman(age), man(age + random.between(-3, 6))];
    }
    case 'couple-with-children': {
      const age = parentAge();
      return [woman(age), man(age + random.between(-3, 7)), ...children(age)];
    }
    case 'single-parent': {
      const age = parentAge();
      return [person(age, random.chance(0.88)), ...children(age)];
    }
    case 'three-generations': {
      const age = parentAge();
      return [woman(age), man(age + random.between(-3, 7)), ...children(age), woman(age + 25)];
    }
    case 'students':
      return [either(19, 25), flatmate(making)];
    case 'guardians':
      return [woman(random.between(35, 64)), ...wards(making, random.between(1, 2))];
    case 'institution':
      return wards(making, 1);
  }
}

function flatmate(making: Making): SimulatedPerson {
  const { random } = making;
  const female = random.chance(0.5);
  const surname = drawSurname(random);
  return makePerson(making, { age: random.between(19, 25), female, role: 'adult', surname });
}

function wards(making: Making, count: number): SimulatedPerson[] {
  const { random } = making;
  return Array.from({ length: count }, () =>
    makePerson(making, {
      age: random.between(2, 22),
      female: random.chance(0.5),
      role: 'ward',
      surname: drawSurname(random),
    }),
  );
}

/** Fewer and fewer from 65 on. */
function elderlyAge(random: Random): number {
  return 65 + Math.floor(Math.min(random.next(), random.next()) * 36);
}

/** Ages of the children at home, the eldest first. */
function childAges(random: Random, parentAge: number): number[] {
  const wanted = Math.min(drawChildren(random), Math.max(1, Math.floor((parentAge - 18) / 2)));
  const least = Math.min((wanted - 1) * 2, 22);
  const eldest = random.between(least, Math.max(least, Math.min(22, parentAge - 19)));
  const ages = [eldest];
  for (let count = 1; count < wanted; count++) {
    const next = (ages.at(-1) ?? 0) - random.between(1, wanted > 3 ? 2 : 4);
    if (next < 0) break;
    ages.push(next);
  }
  return ages;
}

interface Wanted {
  age: number;
  female: boolean;
  role: SimulatedPerson['role'];
  surname: string;
}

function makePerson({ random, codes, referenceDay }: Making, wanted: Wanted): SimulatedPerson {
  const { age, female, role } = wanted;
  const birth = referenceDay - years(age) - random.between(1, 364);
  const own = codes.next(birth);
  const changed = !own.startsWith('32') && random.chance(NEW_CODE_SHARE);
  return {
    code: changed ? codes.nextOfNewForm() : own,
    previousCode: changed ? own : null,
    givenName: drawGivenName(random, wanted),
    surname: surnameFor(wanted.surname, female),
    female,
    birth,
    death: drawDeath(random, { age, birth, referenceDay }),
    age,
    role,
    disability: [],
    studying: false,
    pupil: false,
    careForm: null,
    careFrom: null,
    honorary: false,
  };
}

function drawDeath(
  random: Random,
  { age, birth, referenceDay }: { age: number; birth: DayNumber; referenceDay: DayNumber },
): DayNumber | null {
  const share = age >= 80 ? 0.12 : age >= 65 ? 0.04 : age >= 45 ? 0.008 : 0.0006;
  if (!random.chance(share)) return null;
  return Math.max(referenceDay - random.between(1, years(4)), birth + 1);
}

const STREETS = 'Liepu Bērzu Ozolu Skolas Dārza Meža Upes Saules Rīta Jaunā Parka Ziedu'.split(' ');

function addressOf(random: Random, home: Place): string {
  const number = random.between(1, 120);
  if (home.kind === 'parish') return `“Mājas ${number}”`;
  return `${random.pick(STREETS)} iela ${number}-${random.between(1, 60)}`;
}
