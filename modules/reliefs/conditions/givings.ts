import type { Day } from '../../../platform/clock/day.ts';
import type { Period, PersonFacts } from '../../persons/person-facts.ts';
import type { Grantor, Instruction } from '../instruction.ts';
import { factChangeDays } from '../verdict-timeline.ts';
import { currentFacts } from './subject.ts';

/** Which organisation gives a relief where. Organisations are codes. */
export interface Grantors {
  /** The territory of an organisation that is named; none for one of the whole state. */
  territoryOf(organisation: string): string | undefined;
  /** The municipality in which a territory lies on a day, or that it is. */
  municipalityOf(
    territory: string,
    day: Day,
  ): { organisation: string; territory: string } | undefined;
}

/** Who gives a relief and who pays its shares, in a period in which that stays the same. */
export interface Giving {
  period: Period;
  grantor: string;
  shareGrantors: string[];
  /** Where the grantor gives its reliefs. */
  territory: string | undefined;
}

/** Who gives a relief by one of its versions, and who pays its shares, in their order. */
export function payersOf(grantor: Grantor, { shares = [] }: Instruction): [Grantor, ...Grantor[]] {
  return [grantor, ...shares.map((share) => share.grantor)];
}

/**
 * Who gives a relief to a person, and who pays its shares, from day to day of a range; `turns` are the
 * days on which a territory may come to lie elsewhere. Where one of them cannot be told there is no giving.
 */
export function givingsOf(
  [grantor, ...shares]: readonly [Grantor, ...Grantor[]],
  about: { person: PersonFacts; grantors: Grantors; range: Period; turns: readonly Day[] },
): Giving[] {
  const { person, range, turns } = about;
  const asked = [grantor, ...shares].flatMap((one) =>
    typeof one === 'string' ? [] : [one.municipalityOf],
  );
  const days =
    asked.length === 0 ? [range.from] : factChangeDays(new Set(asked), { person, range, turns });
  const givings: Giving[] = [];
  days.forEach((day, position) => {
    const found = resolveGrantor(grantor, { ...about, day });
    const sharing = shares.map((one) => resolveGrantor(one, { ...about, day })?.organisation);
    if (!found || !isWhole(sharing)) return;
    const period = { from: day, to: days[position + 1] ?? range.to };
    const { organisation, territory } = found;
    givings.push({ period, grantor: organisation, shareGrantors: sharing, territory });
  });
  return givings;
}

function isWhole(organisations: (string | undefined)[]): organisations is string[] {
  return !organisations.includes(undefined);
}

/** Who gives the relief to a person on a day, and where. */
export function resolveGrantor(
  grantor: Grantor,
  { person, day, grantors }: { person: PersonFacts; day: Day; grantors: Grantors },
): { organisation: string; territory: string | undefined } | undefined {
  if (typeof grantor === 'string') {
    return { organisation: grantor, territory: grantors.territoryOf(grantor) };
  }
  // Of several current values the newest decides, so that the answer never hangs on their order.
  const current = currentFacts(grantor.municipalityOf, { person, day }).sort(
    (a, b) => b.period.from.localeCompare(a.period.from) || a.id.localeCompare(b.id),
  );
  for (const { value } of current) {
    const municipality = grantors.municipalityOf(String(value), day);
    if (municipality) return municipality;
  }
  return undefined;
}
