import { type DayNumber, years } from './day-number.ts';
import { type SimulatedHousehold, stated } from './person.ts';
import { municipalityOn } from './places.ts';
import type { Random } from './random.ts';
import type { SocialStatusRecord } from './register-records.ts';

const NEEDY_SHARE = 0.014;
const LOW_INCOME_SHARE = 0.03;
const STATEMENT_DAYS = years(0.5);

/** Statements that a household is needy or has a low income: half a year each, one after another. */
export function drawAssistance(
  random: Random,
  household: SimulatedHousehold,
  referenceDay: DayNumber,
): SocialStatusRecord[] {
  const weight = household.singleParent ? 2.5 : household.members.length > 4 ? 2 : 1;
  const drawn = random.next();
  const needy = drawn < NEEDY_SHARE * weight;
  if (!needy && drawn > (NEEDY_SHARE + LOW_INCOME_SHARE) * weight) return [];
  const count = random.between(1, 10);
  const current = random.chance(0.8);
  const end = referenceDay + (current ? 1 : -1) * random.between(10, STATEMENT_DAYS - 10);
  const municipality = municipalityOn(household.home, Math.min(end, referenceDay));
  return household.members.flatMap((member) => {
    const statements = Array.from({ length: count }, (_, at) => {
      const from = end - (count - at) * STATEMENT_DAYS;
      const span = { from: Math.max(from, member.birth), to: from + STATEMENT_DAYS };
      return stated(member, span).map((period) => ({
        number: `SP-${household.number.slice(1)}-${at + 1}`,
        status: needy ? ('needy' as const) : ('low-income' as const),
        ...period,
      }));
    }).flat();
    return statements.length === 0 ? [] : [{ personalCode: member.code, municipality, statements }];
  });
}
