import { dayText } from '../day-number.ts';
import { birthdayAt, type SimulatedPerson } from '../person.ts';
import type { CommercialRecord } from '../register-records.ts';

type Officer = CommercialRecord['officers'][number];
type Merchant = Omit<CommercialRecord, 'officers'>;

interface Seat extends Pick<Officer, 'position' | 'representation'> {
  shortName: string;
}

const YOUNGEST = 30;
const OLDEST = 64;
const ELECTED_AGE = 25;
/** Of so many merchants one has a board on which nobody acts alone. */
const TOGETHER_EVERY = 5;

/** Seats the first grown-ups of the country on the boards of its merchants, one on one seat. */
export class Boards {
  private readonly seats: Seat[];
  private readonly officers = new Map<string, Officer[]>();

  constructor(merchants: readonly Merchant[]) {
    this.seats = merchants.flatMap(seatsOf);
  }

  /** Whether this one was given a seat. */
  look(person: SimulatedPerson): boolean {
    const { role, death, age } = person;
    if (role !== 'adult' || death !== null || age < YOUNGEST || age > OLDEST) return false;
    const seat = this.seats.shift();
    if (!seat) return false;
    const { shortName, ...held } = seat;
    const from = dayText(birthdayAt(person, ELECTED_AGE));
    const board = this.officers.get(shortName) ?? [];
    this.officers.set(shortName, [
      ...board,
      { personalCode: person.code, ...held, from, to: null },
    ]);
    return true;
  }

  /** The merchant's record with who sits on its board. */
  recordOf(merchant: Merchant): CommercialRecord {
    return { ...merchant, officers: this.officers.get(merchant.shortName) ?? [] };
  }
}

function seatsOf({ shortName, form }: Merchant, index: number): Seat[] {
  const chair = { shortName, position: 'board-chair', representation: 'alone' } as const;
  const member = { shortName, position: 'board-member', representation: 'jointly' } as const;
  if (form === 'AS') return [chair, member, member];
  return index % TOGETHER_EVERY === 1 ? [member, member] : [chair];
}
