import type { Fact, PersonFacts } from '../../modules/persons/person-facts.ts';
import { addDays, type Day } from '../../platform/clock/day.ts';

/** The day about which the bench asks. */
export const ASKED_DAY: Day = '2026-03-11';

const TERRITORIES = ['0020110', '0020120', '0021110', '0001000', '0002000', '0003000', '0004000'];

/** Persons with households and children, some facts missing: always the same ones. */
export function benchPopulation(size: number): PersonFacts[] {
  const draw = seededDraw(20_260_311);
  return Array.from({ length: size }, (_, position) => {
    const age = draw(90);
    const person = makePerson(`person-${position}`, age, draw);
    if (age >= 25) addRelated(person, 'child', { count: draw(4), oldest: age - 20, draw });
    if (draw(12) === 0) addRelated(person, 'cared-for', { count: 1, oldest: 95, draw });
    addRelated(person, 'household', { count: draw(4), oldest: 80, draw });
    return person;
  });
}

type Draw = (below: number) => number;

/** A linear congruential generator: the same numbers on every machine. */
function seededDraw(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function addRelated(
  person: PersonFacts,
  relation: 'child' | 'cared-for' | 'household',
  { count, oldest, draw }: { count: number; oldest: number; draw: Draw },
): void {
  for (let number = 0; number < count; number++) {
    const related = makePerson(`${person.personId}-${relation}-${number}`, draw(oldest), draw);
    const period = { from: related.birthDate, to: null };
    person.related.push({ relation, period, person: related });
  }
}

function makePerson(personId: string, age: number, draw: Draw): PersonFacts {
  const birthDate = addDays(ASKED_DAY, -age * 365 - draw(365) - 1);
  const facts: Fact[] = [];
  const state = (kind: string, value: string | number, daysAgo = 30 + draw(1500)) => {
    const id = `${personId}-${facts.length}`;
    const period = {
      from: addDays(ASKED_DAY, -daysAgo),
      to: draw(6) === 0 ? addDays(ASKED_DAY, -draw(29)) : null,
    };
    facts.push({ id, kind, value, register: 'bench', period });
  };
  const one = (values: readonly string[]) => values[draw(values.length)] ?? '';
  if (draw(10) > 0) state('residence', one(TERRITORIES));
  if (age < 25) {
    state('education-stage', one(['preschool', 'basic', 'secondary', 'vocational', 'higher']));
    state('study-form', one(['full-time', 'part-time']));
    state('institution-territory', one(TERRITORIES));
    state('grade', 1 + draw(12));
  }
  if (age > 16 && draw(4) > 0) state('employed', draw(2));
  if (age > 60) state('pension', one(['old-age', 'service', 'survivor']));
  if (draw(5) === 0) state('disability', one(['group-1', 'group-2', 'group-3', 'child']));
  if (draw(5) === 0) state('family-status', one(['large-family', 'honorary-family']));
  if (draw(9) === 0) state('social-status', one(['needy', 'low-income']));
  if (draw(20) === 0) state('care-status', 'orphan');
  if (draw(30) === 0) state('fare-status', 'repressed');
  if (draw(5) > 0) state('income', draw(150_000));
  if (draw(3) > 0) state('household-income', draw(150_000));
  if (draw(2) === 0) state('moved-in', addDays(ASKED_DAY, -draw(2000)));
  if (draw(3) === 0) state('skills', 'first-aid');
  if (draw(3) === 0) state('skills', 'driving');
  const groups =
    draw(3) === 0 ? [{ code: `club-${draw(5)}`, period: { from: birthDate, to: null } }] : [];
  return { personId, birthDate, deathDate: null, householdId: null, facts, groups, related: [] };
}
