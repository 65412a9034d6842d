import { checkDigit } from '../../modules/persons/index.ts';
import { type DayNumber, dayNumber, dayText } from './day-number.ts';

const FIRST_DAY = dayNumber('1900-01-01');
const NEW_FORM_FROM = dayNumber('2017-07-01');
const SERIALS = 1000;

/** Gives personal codes: valid in form, each once, and belonging to nobody. */
export class PersonalCodes {
  private readonly given = new Uint16Array(NEW_FORM_FROM - FIRST_DAY);
  private newForm = 0;

  /** The form that a person born on this day was given at birth. */
  next(birth: DayNumber): string {
    return birth < NEW_FORM_FROM ? this.nextOfDate(birth) : this.nextOfNewForm();
  }

  /** Spread over all nine digits, one after another: the factor and 10^9 have no common divisor. */
  nextOfNewForm(): string {
    this.newForm += 1;
    const digits = String((this.newForm * 2_654_437 + 123_456_789) % 1_000_000_000);
    const nine = digits.padStart(9, '0');
    return `32${nine.slice(0, 4)}-${nine.slice(4)}`;
  }

  private nextOfDate(birth: DayNumber): string {
    const day = dayText(birth);
    const date = day.slice(8) + day.slice(5, 7) + day.slice(2, 4);
    const century = day.startsWith('19') ? '1' : '2';
    const at = birth - FIRST_DAY;
    const count = this.given[at] ?? 0;
    if (count >= SERIALS) throw new RangeError(`More than ${SERIALS} people are born on ${day}.`);
    this.given[at] = count + 1;
    const serial = String((count * 617 + at * 31) % SERIALS).padStart(3, '0');
    return `${date}-${century}${serial}${checkDigit(`${date}${century}${serial}`)}`;
  }
}
