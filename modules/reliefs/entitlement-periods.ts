import type { Day } from '../../platform/clock/day.ts';
import type { Period, PersonFacts } from '../persons/person-facts.ts';
import type { Condition } from './condition.ts';
import { type Concepts, evaluateCondition, isWithin, type Subject } from './evaluate-condition.ts';
import { decisivePart, type Explanation, explainCondition } from './explain-condition.ts';
import type { Grantor, Instruction } from './instruction.ts';
import { changeDays, intersectPeriods, lifeOf } from './verdict-timeline.ts';

/** Which organisation gives a relief where. Organisations are codes. */
export interface Grantors {
  /** The territory of an organisation that is named; none for one of the whole state. */
  territoryOf(organisation: string): string | undefined;
  /** The municipality in which a territory lies, or that it is. */
  municipalityOf(territory: string): { organisation: string; territory: string } | undefined;
}

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
  /** What carries the verdict on the first day. */
  reason: Explanation;
}

/** What stays the same in a period: neighbours with the same are one. */
type Content = Pick<EntitlementPeriod, 'benefits' | 'grantor' | 'shareGrantors'>;

/**
 * The periods in which a person has a relief, in order. The condition is asked on every day on
 * which its verdict can change, so birthdays and ends happen by themselves. An unknown verdict, or
 * a grantor that cannot be told, gives nothing. Pure.
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
    const days = changeDays(everythingAsked(instruction, relief.grantor), person, range);
    let open: EntitlementPeriod | undefined;
    for (const day of days) {
      const subject = { person, day, concepts };
      const content = contentOn(instruction, relief.grantor, { subject, grantors });
      if (open && content && isSame(open, content.content)) continue;
      if (open) open.to = day;
      open = undefined;
      if (!content) continue;
      const reason = decisivePart(explainCondition(instruction.who, content.subject));
      open = { version, instruction, from: day, to: range.to, ...content.content, reason };
      periods.push(open);
    }
  }
  return periods;
}

const askedBy = new WeakMap<Instruction, Condition>();

/** All conditions of an instruction in one, and the facts that tell who its grantors are. */
function everythingAsked(instruction: Instruction, grantor: Grantor): Condition {
  const known = askedBy.get(instruction);
  if (known) return known;
  const asked: Condition[] = [instruction.who];
  for (const benefit of instruction.benefits) if (benefit.who) asked.push(benefit.who);
  for (const one of [grantor, ...(instruction.shares ?? []).map((share) => share.grantor)]) {
    if (typeof one !== 'string') asked.push({ fact: one.municipalityOf });
  }
  const all = { all: asked };
  askedBy.set(instruction, all);
  return all;
}

function contentOn(
  instruction: Instruction,
  reliefGrantor: Grantor,
  { subject, grantors }: { subject: Subject; grantors: Grantors },
): { content: Content; subject: Subject } | undefined {
  const grantor = resolveGrantor(reliefGrantor, { subject, grantors });
  if (!grantor) return undefined;
  const asked = { ...subject, grantorTerritory: grantor.territory };
  if (evaluateCondition(instruction.who, asked) !== 'yes') return undefined;
  const benefits: number[] = [];
  instruction.benefits.forEach((benefit, position) => {
    if (!benefit.who || evaluateCondition(benefit.who, asked) === 'yes') benefits.push(position);
  });
  if (benefits.length === 0) return undefined;
  const shareGrantors: string[] = [];
  for (const share of instruction.shares ?? []) {
    const found = resolveGrantor(share.grantor, { subject, grantors });
    if (!found) return undefined;
    shareGrantors.push(found.organisation);
  }
  const content = { benefits, grantor: grantor.organisation, shareGrantors };
  return { content, subject: asked };
}

/** Who gives the relief to a person on a day, and where. */
export function resolveGrantor(
  grantor: Grantor,
  { subject, grantors }: { subject: Subject; grantors: Grantors },
): { organisation: string; territory: string | undefined } | undefined {
  if (typeof grantor === 'string') {
    return { organisation: grantor, territory: grantors.territoryOf(grantor) };
  }
  // Of several current values the newest decides, so that the answer never hangs on their order.
  const current = subject.person.facts
    .filter((fact) => fact.kind === grantor.municipalityOf && isWithin(fact.period, subject.day))
    .sort((a, b) => compare(b.period.from, a.period.from) || compare(a.id, b.id));
  for (const { value } of current) {
    const municipality = grantors.municipalityOf(String(value));
    if (municipality) return municipality;
  }
  return undefined;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isSame(one: Content, other: Content): boolean {
  return (
    one.grantor === other.grantor &&
    one.benefits.join() === other.benefits.join() &&
    one.shareGrantors.join() === other.shareGrantors.join()
  );
}

/** The period that holds on a day, if there is one. */
export function periodOn<P extends Period>(periods: readonly P[], day: Day): P | undefined {
  return periods.find((period) => isWithin(period, day));
}
