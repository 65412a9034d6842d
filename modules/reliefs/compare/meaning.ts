import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { Period } from '../../persons/person-facts.ts';
import type { Condition } from '../condition.ts';
import type { Concepts } from '../conditions/subject.ts';
import type { Definitions } from '../definitions/resolve-definitions.ts';
import type { Instruction, Relief } from '../instruction.ts';
import { canBe } from '../reasoning/can-be.ts';
import { isNeverLess } from '../reasoning/never-less.ts';

interface Compared {
  relief: Relief;
  instruction: Instruction;
}

/** By what conditions are read. */
export interface Terms {
  concepts: Concepts;
  definitions: Definitions;
}

/**
 * What two versions mean for people, where it follows from the texts: whether anybody can gain or
 * lose by the condition, and whether every benefit that both have is never less.
 */
export function meaningOf(
  { before, after }: { before: Compared; after: Compared },
  terms: Terms,
): LocalizedText[] {
  const { from, to } = after.instruction;
  // Another grantor has another territory: "within" says something else.
  const isOneGrantor =
    JSON.stringify(before.relief.grantor) === JSON.stringify(after.relief.grantor);
  const pair = { before: before.instruction.who, after: after.instruction.who };
  return [
    ...(isOneGrantor ? meaningOfConditions(pair, { from, to: to ?? null }, terms) : []),
    ...meaningOfBenefits(before, after),
  ];
}

/** Whether anybody can gain or lose by another condition, on the days on which it holds. */
export function meaningOfConditions(
  pair: { before: Condition; after: Condition },
  days: Period,
  { concepts, definitions }: Terms,
): LocalizedText[] {
  if (JSON.stringify(pair.before) === JSON.stringify(pair.after)) return [];
  const before = definitions.resolveCondition(pair.before);
  const after = definitions.resolveCondition(pair.after);
  const can = (condition: Condition, other: Condition) => {
    const demands = [
      { sign: 'yes', condition },
      { sign: 'not-yes', condition: other },
    ] as const;
    return canBe(demands, { concepts, days });
  };
  const [canLose, canGain] = [can(before, after), can(after, before)];
  if (canLose && canGain) return [];
  if (canLose) return [MEANINGS.nobodyGains];
  return [canGain ? MEANINGS.nobodyLoses : MEANINGS.samePersons];
}

/** Benefits that differ in nothing but what they give. */
function meaningOfBenefits(before: Compared, after: Compared): LocalizedText[] {
  const pairs = before.instruction.benefits.flatMap((one) => {
    const { give: _, ...terms } = one;
    const other = after.instruction.benefits.find(({ give: __, ...otherTerms }) => {
      return JSON.stringify(terms) === JSON.stringify(otherTerms);
    });
    return other ? [[one.give, other.give] as const] : [];
  });
  const isEach = pairs.length === before.instruction.benefits.length;
  if (!isEach || pairs.length !== after.instruction.benefits.length) return [];
  if (otherTerms(before.instruction) !== otherTerms(after.instruction)) return [];
  const neverLess = pairs.every(([one, other]) => isNeverLess(other, one));
  const neverMore = pairs.every(([one, other]) => isNeverLess(one, other));
  if (neverLess === neverMore) return [];
  return [neverLess ? MEANINGS.neverLess : MEANINGS.neverMore];
}

/** All that may bear on an amount besides the benefits. */
function otherTerms({
  from: _,
  to: __,
  act: ___,
  who: ____,
  benefits: _____,
  ...others
}: Instruction) {
  return JSON.stringify(others);
}

const MEANINGS = {
  nobodyLoses: {
    lv: 'Nosacījuma maiņas dēļ atvieglojumu nezaudē neviens; kāds to var iegūt.',
    en: 'Nobody loses the relief by the change of the condition; somebody may gain it.',
  },
  nobodyGains: {
    lv: 'Nosacījuma maiņas dēļ atvieglojumu neiegūst neviens; kāds to var zaudēt.',
    en: 'Nobody gains the relief by the change of the condition; somebody may lose it.',
  },
  samePersons: {
    lv: 'Nosacījumu izpilda tās pašas personas, kuras līdz šim.',
    en: 'The same persons meet the condition as before.',
  },
  neverLess: {
    lv: 'Par to pašu pirkumu atbalsts nekad nav mazāks nekā līdz šim.',
    en: 'For the same purchase a benefit is never less than before.',
  },
  neverMore: {
    lv: 'Par to pašu pirkumu atbalsts nekad nav lielāks nekā līdz šim.',
    en: 'For the same purchase a benefit is never more than before.',
  },
} as const;
