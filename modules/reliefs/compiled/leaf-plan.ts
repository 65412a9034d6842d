import { type Day, LAST_DAY } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { AgeCondition, BornCondition, FactCondition, Span } from '../condition.ts';
import type { Concepts } from '../conditions/subject.ts';
import { codeOf, NO, PENDING } from './verdict-codes.ts';

/** A fact's comparison that is the same for every rule: its verdict has a slot. */
export interface FactLeaf {
  slot: number;
  condition: FactCondition;
}

/** All that is asked of the facts of one kind. Their slots are neighbours. */
export interface KindPlan {
  kind: FactKind;
  /** The verdict when there is no fact. */
  absent: number;
  first: number;
  end: number;
  /** The slot that says whether any fact was seen. */
  stated: number;
  /** Comparisons of the value alone, and those that hang on the day or on the fact's age. */
  plain: FactLeaf[];
  timed: { span: Span | undefined; leaves: FactLeaf[] }[];
  /** Which plain slots a value satisfies: found once for each code. */
  satisfied: Map<string | number, readonly number[]>;
  /** Where the sum of the values is kept; -1 when nobody sums. */
  total: number;
  /** Where the current codes are kept for `within`; -1 when nobody asks. */
  codes: number;
  /** All codes of the territories that were asked for. */
  within: Map<string, ReadonlySet<string>>;
}

/** The slots of everything that rules ask of a person: of the own one, or of a related one. */
export interface LeafPlan {
  kinds: Map<string, KindPlan>;
  /** Ages that are reckoned alike stand together. */
  ages: { age: AgeCondition['age']; leaves: { slot: number; from: number; below: number }[] }[];
  born: { slot: number; from: Day; below: Day }[];
  groups: Map<string, number>;
  /** The slots before anything is known: what absence means, and what is asked only when needed. */
  blank: Uint8Array;
  totals: number;
  codes: number;
}

const FIRST_DAY = '0000-01-01';

/** What is asked, each question once, before it has a slot. */
export class LeafCollector {
  readonly facts = new Map<string, { kind: FactKind; leaves: Map<string, FactCondition> }>();
  readonly ages = new Map<string, AgeCondition['age']>();
  readonly born = new Map<string, BornCondition['born']>();
  readonly groups = new Set<string>();
  readonly summed = new Set<string>();
  readonly located = new Set<string>();
  readonly lazy = new Set<string>();
  readonly #slots = new Map<string, number>();
  readonly #concepts: Concepts;

  constructor(concepts: Concepts) {
    this.#concepts = concepts;
  }

  /** Notes a comparison of a fact that the vocabulary has. */
  addFact(condition: FactCondition): void {
    this.#factsOf(condition.fact)?.leaves.set(factKey(condition), condition);
  }

  addSummed(fact: string): void {
    if (this.#factsOf(fact)) this.summed.add(fact);
  }

  addLocated(fact: string): void {
    if (this.#factsOf(fact)) this.located.add(fact);
  }

  #factsOf(code: string) {
    const kind = this.#concepts.factKind(code);
    if (!kind) return undefined;
    const held = this.facts.get(code) ?? { kind, leaves: new Map<string, FactCondition>() };
    this.facts.set(code, held);
    return held;
  }

  /** The slot of a question; it must have been noted. */
  slotOf(key: string): number {
    const slot = this.#slots.get(key);
    if (slot === undefined) throw new Error('A condition was compiled that was not collected.');
    return slot;
  }

  /** Gives every question its slot. */
  plan(): LeafPlan {
    const blank: number[] = [];
    const take = (key: string, verdict: number) => {
      this.#slots.set(key, blank.length);
      return blank.push(verdict) - 1;
    };
    const kinds = new Map<string, KindPlan>();
    for (const [code, { kind, leaves }] of this.facts) {
      const first = blank.length;
      const made = [...leaves].map(([key, condition]) => ({
        slot: take(key, codeOf(kind.absent)),
        condition,
      }));
      kinds.set(code, {
        kind,
        absent: codeOf(kind.absent),
        first,
        end: blank.length,
        stated: blank.push(NO) - 1,
        plain: made.filter(({ condition }) => !isTimed(condition)),
        timed: bySpan(made.filter(({ condition }) => isTimed(condition))),
        satisfied: new Map(),
        total: [...this.summed].indexOf(code),
        codes: [...this.located].indexOf(code),
        within: new Map(),
      });
    }
    const leaves = [...this.ages].map(([key, age]) => ({
      age,
      slot: take(key, PENDING),
      from: age.from ?? Number.NEGATIVE_INFINITY,
      below: age.below ?? Number.POSITIVE_INFINITY,
    }));
    const alike = Map.groupBy(leaves, ({ age }) => `${age.in} ${age.on}`);
    const ages = [...alike.values()].flatMap((members) =>
      members.slice(0, 1).map(({ age }) => ({ age, leaves: members })),
    );
    const born = [...this.born].map(([key, { from = FIRST_DAY, below = LAST_DAY }]) => ({
      slot: take(key, PENDING),
      from,
      below,
    }));
    const groups = new Map([...this.groups].map((group) => [group, take(`group ${group}`, 0)]));
    for (const key of this.lazy) take(key, PENDING);
    const counts = { totals: this.summed.size, codes: this.located.size };
    return { kinds, ages, born, groups, blank: Uint8Array.from(blank), ...counts };
  }
}

export function factKey(condition: FactCondition): string {
  return `fact ${JSON.stringify(condition)}`;
}

function isTimed({ elapsed, notOlderThan }: FactCondition): boolean {
  return elapsed !== undefined || notOlderThan !== undefined;
}

/** Leaves that look equally far back: how old a fact is, is asked once for them all. */
function bySpan(leaves: readonly FactLeaf[]): KindPlan['timed'] {
  const alike = Map.groupBy(leaves, ({ condition }) => JSON.stringify(condition.notOlderThan));
  return [...alike.values()].map((members) => ({
    span: members[0]?.condition.notOlderThan,
    leaves: members,
  }));
}
