import { type DayNumber, years } from './day-number.ts';
import { birthdayAt, type SimulatedPerson, stated } from './person.ts';
import { type Random, weightedDraw } from './random.ts';
import type { DisabilityRecord } from './register-records.ts';

const drawGroup = weightedDraw([
  ['I', 11],
  ['II', 42],
  ['III', 47],
] as const);

const CHILD_SHARE = 0.024;
const FOR_LIFE_SHARE = 0.6;

/** Decisions on disability; also noted on the person, since family, pensions and cards follow. */
export function drawDisability(
  random: Random,
  person: SimulatedPerson,
  referenceDay: DayNumber,
): DisabilityRecord | undefined {
  const adult = birthdayAt(person, 18);
  if (person.age < 26 && random.chance(CHILD_SHARE)) {
    const from =
      person.birth +
      random.between(200, Math.max(300, Math.min(years(12), referenceDay - person.birth - 30)));
    if (from < Math.min(adult, referenceDay)) {
      person.disability.push({ span: { from, to: adult }, group: 'child' });
      if (adult <= referenceDay && random.chance(0.7)) {
        person.disability.push({ span: { from: adult, to: null }, group: drawGroup(random) });
      }
    }
  } else if (random.chance(adultShare(person.age))) {
    const group = drawGroup(random);
    const from = Math.max(adult, referenceDay - random.between(30, years(14)));
    if (random.chance(FOR_LIFE_SHARE)) {
      person.disability.push({ span: { from, to: null }, group });
    } else {
      for (let start = from; start <= referenceDay; start += years(5)) {
        person.disability.push({ span: { from: start, to: start + years(5) }, group });
      }
    }
  }
  const decisions = person.disability.flatMap(({ span, group }, at) =>
    stated(person, span).map((period) => ({
      number: `VD-${person.code.slice(7)}-${at + 1}`,
      group,
      ...period,
    })),
  );
  return decisions.length === 0 ? undefined : { personalCode: person.code, decisions };
}

function adultShare(age: number): number {
  if (age < 18) return 0;
  if (age < 40) return 0.04;
  return age < 65 ? 0.11 : 0.22;
}
