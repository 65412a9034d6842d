import { ageOn } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { SumCondition, Weights } from '../condition.ts';
import { sumVerdict } from '../conditions/sum-bounds.ts';
import type { PersonView } from './person-view.ts';
import { codeOf, NO, YES } from './verdict-codes.ts';

/** A sum that rules ask for, with where the values of its kind are kept in a view. */
export interface SumPlan {
  condition: SumCondition;
  kind: FactKind;
  total: number;
}

/** The verdict of a sum over the members for whom `where` is not no; `of` is the person. */
export function sumCode(
  { condition, kind, total }: SumPlan,
  of: PersonView,
  members: readonly PersonView[],
  where: ((member: PersonView) => number) | undefined,
): number {
  const ofHousehold = kind.of === 'household';
  const cents = kind.type === 'money' ? 1 : 100;
  const certain: PersonView[] = [];
  const possible: PersonView[] = [];
  let low = 0;
  let high = 0;
  let isWhole = true;
  for (const member of members) {
    const verdict = where ? where(member) : YES;
    if (verdict === NO) continue;
    possible.push(member);
    if (verdict === YES) certain.push(member);
    if (ofHousehold) continue;
    const value = (member.totals[total] ?? 0) * cents;
    high += value;
    if (verdict === YES) low += value;
    if (member.isStated[total] === 0 && kind.absent === 'unknown') isWhole = false;
  }
  if (ofHousehold) {
    low = (of.totals[total] ?? 0) * cents;
    high = low;
    isWhole = of.isStated[total] === 1 || kind.absent === 'no';
  }
  const { perUnit } = condition;
  const bounds = {
    low,
    high: isWhole ? high : null,
    leastUnits: perUnit ? unitsOf(perUnit, certain) : 100,
    mostUnits: perUnit ? unitsOf(perUnit, possible) : 100,
  };
  return codeOf(sumVerdict(bounds, condition));
}

/** The units of members in hundredths, the eldest without sorting. */
function unitsOf(
  { first, steps = [], otherwise }: Weights,
  members: readonly PersonView[],
): number {
  let units = 0;
  let eldest: PersonView | undefined;
  for (const member of members) {
    units += weightOf(member, steps, otherwise);
    if (!eldest || member.person.birthDate < eldest.person.birthDate) eldest = member;
  }
  if (!eldest || first === undefined) return units;
  return units - weightOf(eldest, steps, otherwise) + Math.round(first * 100);
}

function weightOf(
  { person, day }: PersonView,
  steps: NonNullable<Weights['steps']>,
  otherwise: number,
): number {
  const age = ageOn(person.birthDate, day);
  for (const { below, weight } of steps) if (age < below) return Math.round(weight * 100);
  return Math.round(otherwise * 100);
}
