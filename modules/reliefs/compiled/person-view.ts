import type { Day } from '../../../platform/clock/day.ts';
import type { Fact, PersonFacts } from '../../persons/person-facts.ts';
import type { FactCondition } from '../condition.ts';
import { reckonedAge } from '../conditions/age-days.ts';
import { satisfies, staleFrom } from '../conditions/fact-verdict.ts';
import type { Concepts, Subject } from '../conditions/subject.ts';
import type { KindPlan, LeafPlan } from './leaf-plan.ts';
import { NO, UNKNOWN, YES } from './verdict-codes.ts';

/** Codes are few; values of other kinds are compared anew. */
const REMEMBERED_MAX = 10_000;

/**
 * What is known about one person on one day, with the verdict of every question that has a slot. The
 * same view is filled again for the next person.
 */
export class PersonView {
  readonly v: Uint8Array;
  person: PersonFacts;
  day: Day = '';
  /** Sums of the current values of the kinds that are summed, and whether there is any. */
  readonly totals: Float64Array;
  readonly isStated: Uint8Array;
  /** For each kind that `within` asks: which codes include the current values. */
  readonly codes: { fact: Fact; includedIn: Map<string, boolean> }[][];
  readonly #plan: LeafPlan;
  readonly #concepts: Concepts;
  readonly #seen = new Set<KindPlan>();

  constructor(plan: LeafPlan, concepts: Concepts, person: PersonFacts) {
    this.#plan = plan;
    this.#concepts = concepts;
    this.person = person;
    this.v = new Uint8Array(plan.blank.length);
    this.totals = new Float64Array(plan.totals);
    this.isStated = new Uint8Array(plan.totals);
    this.codes = Array.from({ length: plan.codes }, () => []);
  }

  fill(person: PersonFacts, day: Day): void {
    const { v } = this;
    const plan = this.#plan;
    this.person = person;
    this.day = day;
    v.set(plan.blank);
    this.totals.fill(0);
    this.isStated.fill(0);
    for (const codes of this.codes) codes.length = 0;
    this.#seen.clear();
    for (const fact of person.facts) {
      const { from, to } = fact.period;
      if (from > day || (to !== null && to <= day)) continue;
      const kind = plan.kinds.get(fact.kind);
      if (kind) this.#addFact(fact, kind);
    }
    for (const group of person.groups) {
      const slot = plan.groups.get(group.code);
      if (slot === undefined || group.period.from > day) continue;
      if (group.period.to === null || day < group.period.to) v[slot] = YES;
    }
    this.#addAges();
  }

  #addFact(fact: Fact, plan: KindPlan): void {
    const { v } = this;
    if (!this.#seen.has(plan)) {
      this.#seen.add(plan);
      for (let slot = plan.first; slot < plan.end; slot++) v[slot] = NO;
    }
    for (const slot of this.#satisfiedBy(fact.value, plan)) v[slot] = YES;
    for (const { slot, condition } of plan.timed) {
      const verdict = this.#timedVerdict(fact, condition, plan);
      if (verdict > (v[slot] ?? NO)) v[slot] = verdict;
    }
    if (plan.total >= 0) {
      this.totals[plan.total] = (this.totals[plan.total] ?? 0) + Number(fact.value);
      this.isStated[plan.total] = 1;
    }
    if (plan.codes >= 0) {
      const code = String(fact.value);
      const includedIn = plan.includes.get(code) ?? new Map<string, boolean>();
      plan.includes.set(code, includedIn);
      this.codes[plan.codes]?.push({ fact, includedIn });
    }
  }

  #satisfiedBy(value: Fact['value'], plan: KindPlan): readonly number[] {
    const known = plan.satisfied.get(value);
    if (known) return known;
    const found = plan.plain
      .filter(({ condition }) => this.#satisfies(condition, plan, value))
      .map(({ slot }) => slot);
    if (plan.satisfied.size < REMEMBERED_MAX) plan.satisfied.set(value, found);
    return found;
  }

  #timedVerdict(fact: Fact, condition: FactCondition, plan: KindPlan): number {
    const { notOlderThan } = condition;
    if (notOlderThan && staleFrom(fact, notOlderThan) <= this.day) return UNKNOWN;
    return this.#satisfies(condition, plan, fact.value) ? YES : NO;
  }

  #satisfies(condition: FactCondition, { kind }: KindPlan, value: Fact['value']): boolean {
    return satisfies(condition, { kind, value, subject: this.subject() });
  }

  /** The same for what is asked as its meaning is defined. */
  subject(grantorTerritory?: string): Subject {
    return { person: this.person, day: this.day, concepts: this.#concepts, grantorTerritory };
  }

  /** The verdict of `within`: the only comparison that hangs on the grantor. */
  located(condition: FactCondition, territory: string | undefined): number {
    const plan = this.#plan.kinds.get(condition.fact);
    const facts = plan && this.codes[plan.codes];
    if (!plan || !facts) return UNKNOWN;
    if (facts.length === 0) return plan.absent;
    if (territory === undefined) return UNKNOWN;
    const { is, in: among, notOlderThan } = condition;
    const isFurther = is !== undefined || among !== undefined;
    let verdict = NO;
    for (const { fact, includedIn } of facts) {
      if (notOlderThan && staleFrom(fact, notOlderThan) <= this.day) verdict = UNKNOWN;
      else if (
        this.#lies(fact, includedIn, { plan, territory }) &&
        (!isFurther || this.#satisfies({ ...condition, within: undefined }, plan, fact.value))
      ) {
        return YES;
      }
    }
    return verdict;
  }

  #lies(
    { value }: Fact,
    includedIn: Map<string, boolean>,
    { plan, territory }: { plan: KindPlan; territory: string },
  ): boolean {
    const known = includedIn.get(territory);
    if (known !== undefined) return known;
    const code = String(value);
    const { scheme } = plan.kind;
    const found = scheme ? this.#concepts.includes(scheme, territory, code) : territory === code;
    includedIn.set(territory, found);
    return found;
  }

  #addAges(): void {
    const { v, day } = this;
    const { birthDate } = this.person;
    for (const { age, leaves } of this.#plan.ages) {
      const completed = reckonedAge(age, birthDate, day);
      for (const { slot, from, below } of leaves) {
        v[slot] = from <= completed && completed < below ? YES : NO;
      }
    }
    for (const { slot, from, below } of this.#plan.born) {
      v[slot] = from <= birthDate && birthDate < below ? YES : NO;
    }
  }
}
