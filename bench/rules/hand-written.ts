import type { PersonFacts } from '../../modules/persons/person-facts.ts';
import { addDays, addMonths, ageOn, completedUnits, dayNumber } from '../../platform/clock/day.ts';
import type { Parameters } from './conditions.ts';
import { type Answer, isCurrent, type KnownPerson } from './known-person.ts';

/** Which codes stand for which, as a person who writes rules by hand would lay them out. */
export interface HandCodes {
  rural: ReadonlySet<string>;
  /** All territories within a territory. */
  within: ReadonlyMap<string, ReadonlySet<string>>;
  stage: ReadonlyMap<string, ReadonlySet<string>>;
  familyStatus: ReadonlyMap<string, ReadonlySet<string>>;
}

export type HandRule = (known: KnownPerson) => Answer;

const NONE: ReadonlySet<string> = new Set();

function oneOf(values: readonly string[], codes: ReadonlySet<string>, absent: Answer): Answer {
  if (values.length === 0) return absent;
  for (const value of values) if (codes.has(value)) return 2;
  return 0;
}

function has(values: readonly string[], code: string): Answer {
  for (const value of values) if (value === code) return 2;
  return 0;
}

function works(values: readonly number[]): Answer {
  if (values.length === 0) return 1;
  for (const value of values) if (value === 1) return 2;
  return 0;
}

function worksPerson(person: PersonFacts, day: string): Answer {
  let known = false;
  for (const { kind, value, period } of person.facts) {
    if (kind !== 'employed' || !isCurrent(period, day)) continue;
    if (value === 1) return 2;
    known = true;
  }
  return known ? 0 : 1;
}

function not(answer: Answer): Answer {
  return (2 - answer) as Answer;
}

function lesser(one: Answer, other: Answer): Answer {
  return one < other ? one : other;
}

function greater(one: Answer, other: Answer): Answer {
  return one > other ? one : other;
}

/** Twenty rules by hand, in the order of `FORMS`. */
export const HAND_RULES: readonly ((of: Parameters, codes: HandCodes) => HandRule)[] = [
  ({ stage, age }, { rural, stage: stages }) => {
    const fitting = stages.get(stage) ?? NONE;
    return (known) => {
      if (known.age >= age) return 0;
      const studies = oneOf(known.stage, fitting, 0);
      return studies === 0 ? 0 : lesser(studies, oneOf(known.residence, rural, 1));
    };
  },
  ({ territory }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    return (known) => oneOf(known.residence, fitting, 1);
  },
  ({ territory, age }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    return (known) => {
      const lives = oneOf(known.residence, fitting, 1);
      if (lives === 0) return 0;
      const isOld =
        known.age >= age || has(known.pension, 'old-age') || has(known.pension, 'service');
      return isOld ? lesser(lives, not(works(known.employed))) : 0;
    };
  },
  ({ age }) => {
    return ({ disability, age: years }) =>
      has(disability, 'group-1') === 2 ||
      has(disability, 'group-2') === 2 ||
      (years < age && has(disability, 'child') === 2)
        ? 2
        : 0;
  },
  ({ status }, { familyStatus }) => {
    const fitting = familyStatus.get(status) ?? NONE;
    return (known) => {
      if (oneOf(known.familyStatus, fitting, 0) === 2) return 2;
      let minors = 0;
      for (const child of known.children) if (ageOn(child.birthDate, known.day) < 18) minors += 1;
      return minors >= 3 ? 2 : 0;
    };
  },
  ({ stage, age }, { stage: stages }) => {
    const fitting = stages.get(stage) ?? NONE;
    return (known) => {
      if (known.age < 16 || known.age >= age + 12) return 0;
      if (has(known.studyForm, 'full-time') === 0) return 0;
      const studies = oneOf(known.stage, fitting, 0);
      return studies === 0 ? 0 : not(works(known.employed));
    };
  },
  ({ age }) => {
    return (known) => {
      if (known.age < 18) return 0;
      for (const { birthDate, facts } of known.caredFor) {
        if (ageOn(birthDate, known.day) < age - 15) continue;
        for (const { kind, value, period } of facts) {
          if (kind === 'disability' && value === 'group-1' && isCurrent(period, known.day))
            return 2;
        }
      }
      return 0;
    };
  },
  ({ territory, euros, months }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    const cents = euros * 100;
    return (known) => {
      const lives = oneOf(known.residence, fitting, 1);
      if (lives === 0) return 0;
      if (known.householdIncome.length === 0) return 1;
      let low: Answer = 0;
      for (const { value, period } of known.householdIncome) {
        if (addDays(addMonths(period.from, months), 1) <= known.day) low = greater(low, 1);
        else if (Number(value) < cents) low = 2;
      }
      return lesser(lives, low);
    };
  },
  ({ euros }) => {
    return (known) => {
      let sum = 0;
      let units = 0;
      let isWhole = known.income.length > 0;
      for (const value of known.income) sum += value;
      let eldest = known.person.birthDate;
      units += known.age < 14 ? 30 : 50;
      for (const { birthDate, facts } of known.household) {
        let isStated = false;
        for (const { kind, value, period } of facts) {
          if (kind !== 'income' || !isCurrent(period, known.day)) continue;
          sum += Number(value);
          isStated = true;
        }
        if (!isStated) isWhole = false;
        units += ageOn(birthDate, known.day) < 14 ? 30 : 50;
        if (birthDate < eldest) eldest = birthDate;
      }
      units += 100 - (ageOn(eldest, known.day) < 14 ? 30 : 50);
      if (sum * 100 >= euros * 100 * units) return 0;
      return isWhole ? 2 : 1;
    };
  },
  ({ territory, months }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    return ({ person, day }) => {
      const after = dayNumber(day) + 1;
      const from = Math.max(
        dayNumber(addMonths(day, -months * 2)) + 1,
        dayNumber(person.birthDate),
      );
      const needed = after - 1 - dayNumber(addMonths(day, -months));
      // The register of persons states one residence at a time.
      let there = 0;
      let anywhere = 0;
      for (const { kind, value, period } of person.facts) {
        if (kind !== 'residence') continue;
        const start = Math.max(from, dayNumber(period.from));
        const end = period.to === null ? after : Math.min(after, dayNumber(period.to));
        if (end <= start) continue;
        anywhere += end - start;
        if (fitting.has(String(value))) there += end - start;
      }
      if (there >= needed) return 2;
      return there + (after - from - anywhere) >= needed ? 1 : 0;
    };
  },
  ({ territory, age }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    const last = 4 + (age % 8);
    return (known) => {
      let isIn = false;
      for (const grade of known.grade) if (grade >= 1 && grade <= last) isIn = true;
      return isIn ? oneOf(known.schoolTerritory, fitting, 0) : 0;
    };
  },
  ({ months }) => {
    return ({ person, day }) =>
      completedUnits(person.birthDate, day, 'months') < months * 4 ? 2 : 0;
  },
  ({ age }) => {
    return (known) => {
      if (known.age >= age) return 0;
      return greater(has(known.careStatus, 'orphan'), has(known.careForm, 'guardianship'));
    };
  },
  ({ age }) => {
    return ({ socialStatus, disability, pension, age: years }) => {
      let count = years >= age ? 1 : 0;
      if (has(socialStatus, 'needy') === 2) count += 1;
      if (has(disability, 'group-3') === 2) count += 1;
      if (has(pension, 'survivor') === 2) count += 1;
      return count >= 2 ? 2 : 0;
    };
  },
  ({ territory, months }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    return (known) => {
      const lives = oneOf(known.residence, fitting, 1);
      if (lives === 0) return 0;
      if (known.movedIn.length === 0) return 1;
      for (const since of known.movedIn) {
        if (completedUnits(since, known.day, 'months') < months * 4) return lives;
      }
      return 0;
    };
  },
  ({ age }) => {
    return ({ skills, age: years }) =>
      years >= age && has(skills, 'first-aid') === 2 && has(skills, 'driving') === 2 ? 2 : 0;
  },
  ({ group, age }) => {
    return (known) => {
      if (known.age < age) return 0;
      for (const { code, period } of known.person.groups) {
        if (code === group && isCurrent(period, known.day)) return 2;
      }
      return 0;
    };
  },
  ({ age, stage }, { stage: stages }) => {
    const fitting = stages.get(stage) ?? NONE;
    return ({ person, day, stage: studied }) => {
      const year = Number(day.slice(0, 4)) - (day.slice(5, 7) >= '09' ? 0 : 1);
      const years = ageOn(person.birthDate, `${year}-09-01`);
      return years >= 6 && years < age ? oneOf(studied, fitting, 0) : 0;
    };
  },
  ({ age }) => {
    return (known) => {
      if (known.age < age) return 0;
      let answer = not(works(known.employed));
      for (const member of known.household) {
        if (answer === 0) return 0;
        answer = lesser(answer, not(worksPerson(member, known.day)));
      }
      return answer;
    };
  },
  ({ territory, age }, { within }) => {
    const fitting = within.get(territory) ?? NONE;
    const [from, below] = [`${2020 - age}-01-01`, `${2030 - age}-01-01`];
    return ({ person, residence, fareStatus }) => {
      if (person.birthDate < from || person.birthDate >= below) return 0;
      return has(fareStatus, 'repressed') === 2 ? 0 : oneOf(residence, fitting, 1);
    };
  },
];
