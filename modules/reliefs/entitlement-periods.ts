import type { Day } from '../../platform/clock/day.ts';
import type { Period, PersonFacts } from '../persons/person-facts.ts';
import { compiledInstruction } from './compiled/compiled-instruction.ts';
import { canEverHold } from './conditions/can-ever-hold.ts';
import { codesOverTime } from './conditions/code-turns.ts';
import { type Giving, type Grantors, givingsOf, payersOf } from './conditions/givings.ts';
import { type Concepts, isWithin } from './conditions/subject.ts';
import { decisivePart, type Explanation, explainCondition } from './explain-condition.ts';
import type { Grantor, Instruction } from './instruction.ts';
import { changeDays, intersectPeriods, lifeOf } from './verdict-timeline.ts';

export interface ReliefVersion {
  version: number;
  instruction: Instruction;
}

/** A period in which a person has a relief by one version of its instruction, and why. */
export interface EntitlementPeriod extends ReliefVersion {
  from: Day;
  to: Day | null;
  /** Positions of the instruction's benefits whose own conditions hold. */
  benefits: number[];
  /** Code of the organisation that gives the relief. */
  grantor: string;
  /** Codes of the organisations of `instruction.shares`, in the same order. */
  shareGrantors: string[];
  /** Given although the verdict is unknown, because the instruction says so. */
  provisional: boolean;
  /** What carries the verdict on the first day. */
  reason: Explanation;
}

/** What stays the same in a period: neighbours with the same are one. */
type Content = Pick<EntitlementPeriod, 'benefits' | 'grantor' | 'shareGrantors' | 'provisional'>;

/**
 * The periods in which a person has a relief, in order. The condition is asked on every day on
 * which its verdict can change, so birthdays, ends and turns of concepts happen by themselves. An unknown verdict gives
 * nothing, unless the instruction gives provisionally; a grantor that cannot be told gives nothing.
 * For servers: the conditions are compiled.
 */
export function entitlementPeriods(
  relief: { grantor: Grantor; versions: readonly ReliefVersion[] },
  person: PersonFacts,
  { concepts, grantors }: { concepts: Concepts; grantors: Grantors },
): EntitlementPeriod[] {
  const periods: EntitlementPeriod[] = [];
  for (const { version, instruction } of relief.versions) {
    const valid = { from: instruction.from, to: instruction.to ?? null };
    const range = intersectPeriods(valid, lifeOf(person));
    if (!range) continue;
    if (!canEverBeGiven(relief.grantor, instruction, { person, concepts, grantors })) continue;
    const about = { person, grantors, range, turns: concepts.turns };
    const givings = givingsOf(payersOf(relief.grantor, instruction), about);
    for (const giving of inEras(givings, { instruction, concepts })) {
      const { grantor, shareGrantors, territory } = giving;
      const compiled = compiledInstruction(instruction, giving.concepts);
      const asked = { person, concepts: giving.concepts, grantorTerritory: territory };
      const days = changeDays(compiled.everything, asked, giving.period);
      days.forEach((day, position) => {
        const content = { grantor, shareGrantors, ...compiled.given({ ...asked, day }) };
        if (content.benefits.length === 0) return;
        const to = days[position + 1] ?? giving.period.to;
        const before = periods.at(-1);
        if (before?.version === version && before.to === day && isSame(before, content)) {
          before.to = to;
          return;
        }
        const reason = decisivePart(explainCondition(instruction.who, { ...asked, day }));
        periods.push({ version, instruction, from: day, to, ...content, reason });
      });
    }
  }
  return periods;
}

/** The givings, cut where codes that the instruction names begin to stand for others. */
function* inEras(
  givings: readonly Giving[],
  { instruction, concepts }: { instruction: Instruction; concepts: Concepts },
): Generator<Giving & { concepts: Concepts }> {
  const { everything } = compiledInstruction(instruction, concepts);
  for (const giving of givings) {
    const { period, territory } = giving;
    const eras = codesOverTime(everything, { concepts, territory });
    for (const [position, { from }] of eras.entries()) {
      const within = intersectPeriods(period, { from, to: eras[position + 1]?.from ?? null });
      if (within) yield { ...giving, period: within, concepts: concepts.on(within.from) };
    }
  }
}

/** A grantor that a fact tells changes with it: then nothing is said beforehand. */
function canEverBeGiven(
  grantor: Grantor,
  { who, unknown }: Instruction,
  about: { person: PersonFacts; concepts: Concepts; grantors: Grantors },
): boolean {
  if (unknown === 'provisional' || typeof grantor !== 'string') return true;
  const { person, concepts, grantors } = about;
  return canEverHold(who, { person, concepts, grantorTerritory: grantors.territoryOf(grantor) });
}

function isSame(one: Content, other: Content): boolean {
  return (
    one.grantor === other.grantor &&
    one.provisional === other.provisional &&
    one.benefits.join() === other.benefits.join() &&
    one.shareGrantors.join() === other.shareGrantors.join()
  );
}

/** The period that holds on a day, if there is one. */
export function periodOn<P extends Period>(periods: readonly P[], day: Day): P | undefined {
  return periods.find((period) => isWithin(period, day));
}
