import { type DayNumber, dayText, yearsLater } from './day-number.ts';
import type { Place } from './places.ts';

/** Half-open, in day numbers. */
export interface Span {
  from: DayNumber;
  to: DayNumber | null;
}

/** Somebody of the simulated country. */
export interface SimulatedPerson {
  code: string;
  previousCode: string | null;
  givenName: string;
  surname: string;
  female: boolean;
  birth: DayNumber;
  death: DayNumber | null;
  /** Completed years on the reference day, near enough to draw from. */
  age: number;
  role: 'adult' | 'child' | 'ward';
  disability: { span: Span; group: 'I' | 'II' | 'III' | 'child' }[];
  /** In school, college or university on the reference day. */
  studying: boolean;
  pupil: boolean;
  careForm: 'foster-family' | 'guardianship' | 'institution' | null;
  careFrom: DayNumber | null;
  honorary: boolean;
}

export interface SimulatedHousehold {
  number: string;
  home: Place;
  address: string;
  /** The members live together, here, since this day. */
  since: DayNumber;
  formerHome: Place | null;
  members: SimulatedPerson[];
  singleParent: boolean;
}

/** The span as registers write it, cut off by death; nothing when it is empty. */
export function stated(person: SimulatedPerson, span: Span): { from: string; to: string | null }[] {
  const { death } = person;
  const to = death === null ? span.to : Math.min(death, span.to ?? death);
  if (to !== null && to <= span.from) return [];
  return [{ from: dayText(span.from), to: to === null ? null : dayText(to) }];
}

/** The day on which the person completes these years. */
export function birthdayAt(person: SimulatedPerson, age: number): DayNumber {
  return yearsLater(person.birth, age);
}
