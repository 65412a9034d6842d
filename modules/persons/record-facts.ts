import { type Day, isDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { type FactKind, readFactKinds } from '../classifiers/index.ts';
import { insertHouseholds } from './sql/insert-households.ts';
import { type ChangedSubject, type FactSource, replaceFacts } from './sql/replace-facts.ts';

interface Statement {
  kind: string;
  value: string | number;
  validFrom: Day;
  validTo: Day | null;
  /** From which record of which register; none for what was recorded without one. */
  source?: FactSource | undefined;
}

/** One dated statement, in the half-open period. Booleans are 0 and 1, money is cents. */
export interface FactStatement extends Statement {
  personId: string;
}

/** The same about a household: everybody has it while a member. */
export interface HouseholdFactStatement extends Statement {
  householdId: string;
}

export interface FactsOfRegister {
  register: string;
  /** The persons about whom `facts` says all that the register holds. */
  personIds: readonly string[];
  facts: readonly FactStatement[];
}

export interface HouseholdFactsOfRegister {
  register: string;
  /** The households about which `facts` says all that the register holds; new ones are added. */
  householdIds: readonly string[];
  facts: readonly HouseholdFactStatement[];
}

export interface FactsRecorded {
  added: number;
  superseded: number;
  /** The persons, or households, whose facts are others now, each with the kinds of these facts. */
  changed: { subjectId: string; kinds: string[] }[];
}

/**
 * Records what a register holds about some persons. Two times are kept: valid time, the period in
 * which the fact holds, and recorded time, when we learned it. What is stated as it is already held
 * stays untouched; what is held and no longer stated (a correction, a period that has now ended) is
 * marked superseded, never overwritten or deleted; what is new is added. So the facts as they were
 * known at any instant can be read again. Refuses kinds and values that are not the register's.
 */
export async function recordFacts(
  context: Context,
  { register, personIds, facts }: FactsOfRegister,
): Promise<FactsRecorded> {
  const stated = facts.map(({ personId, ...fact }) => ({ ...fact, subjectId: personId }));
  return await record(context, { of: 'person', register, subjectIds: personIds, facts: stated });
}

/** Records in the same way what a register holds about some households. */
export async function recordHouseholdFacts(
  context: Context,
  { register, householdIds, facts }: HouseholdFactsOfRegister,
): Promise<FactsRecorded> {
  const stated = facts.map(({ householdId, ...fact }) => ({ ...fact, subjectId: householdId }));
  await insertHouseholds(context.db, householdIds);
  const about = { of: 'household' as const, register, subjectIds: householdIds };
  return await record(context, { ...about, facts: stated });
}

async function record(
  context: Context,
  {
    facts,
    ...about
  }: {
    of: FactKind['of'];
    register: string;
    subjectIds: readonly string[];
    facts: readonly (Statement & { subjectId: string })[];
  },
): Promise<FactsRecorded> {
  const kinds = new Map((await readFactKinds(context)).map((kind) => [kind.code, kind]));
  const rows = facts.map((fact) => {
    const kind = kinds.get(fact.kind);
    if (kind?.register !== about.register || kind.of !== about.of) {
      throw new Refusal('fact-kind-unknown', { kind: fact.kind, register: about.register });
    }
    if (!fitsKind(kind, fact.value)) throw new Refusal('fact-value-mismatch', { kind: fact.kind });
    return { ...fact, type: kind.type, id: context.ids.next() };
  });
  const recordedAt = context.clock.now();
  return counted(await replaceFacts(context.db, { ...about, rows, recordedAt }));
}

function counted(changed: readonly ChangedSubject[]): FactsRecorded {
  return {
    added: changed.reduce((sum, one) => sum + one.added, 0),
    superseded: changed.reduce((sum, one) => sum + one.superseded, 0),
    changed: changed.map(({ subjectId, kinds }) => ({ subjectId, kinds })),
  };
}

/** Whether a value is of the type of its kind. */
export function fitsKind(kind: FactKind, value: string | number): boolean {
  switch (kind.type) {
    case 'code':
    case 'codes':
      return typeof value === 'string' && value !== '';
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'boolean':
      return value === 0 || value === 1;
    default:
      // Sums give bounds, so there is nothing below zero: a loss is stated as none.
      return Number.isSafeInteger(value) && Number(value) >= 0;
  }
}
