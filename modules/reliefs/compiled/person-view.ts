import type { Day } from '../../../platform/clock/day.ts';
import type { Fact, PersonFacts } from '../../persons/person-facts.ts';
import type { FactCondition } from '../condition.ts';
import { reckonedAge } from '../conditions/age-days.ts';
import { isStale, satisfies } from '../conditions/fact-verdict.ts';
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
  /** Sums of the current values of the kinds that are summed; not a number when there is none. */
  readonly #totals: Float64Array;
  /** The current facts of each kind that `within` asks about. */
  readonly #located: Fact[][];
  readonly #plan: LeafPlan;
  readonly #concepts: Concepts;

  constructor(plan: LeafPlan, concepts: Concepts, person: PersonFacts) {
    this.#plan = plan;
    this.#concepts = concepts;
    this.person = person;
    this.v = new Uint8Array(plan.blank.length);
    this.#totals = new Float64Array(plan.totals);
    this.#located = Array.from({ length: plan.codes }, () => []);
  }

  fill(person: PersonFacts, day: Day): void {
    const { v } = this;
    const plan = this.#plan;
    this.person = person;
    this.day = day;
    v.set(plan.blank);
    this.#totals.fill(Number.NaN);
    for (const facts of this.#located) facts.length = 0;
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
    if (v[plan.stated] === NO) {
      v[plan.stated] = YES;
      for (let slot = plan.first; slot < plan.end; slot++) v[slot] = NO;
    }
    for (const slot of this.#satisfiedBy(fact.value, plan)) v[slot] = YES;
    for (const { span, leaves } of plan.timed) {
      const isOld = span !== undefined && isStale(fact, span, this.day);
      for (const { slot, condition } of leaves) {
        const verdict = isOld ? UNKNOWN : this.#satisfies(condition, plan, fact.value) ? YES : NO;
        if (verdict > (v[slot] ?? NO)) v[slot] = verdict;
      }
    }
    if (plan.total >= 0) {
      const before = this.#totals[plan.total] ?? Number.NaN;
      this.#totals[plan.total] = (Number.isNaN(before) ? 0 : before) + Number(fact.value);
    }
    if (plan.codes >= 0) this.#located[plan.codes]?.push(fact);
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
    const facts = plan && this.#located[plan.codes];
    if (!plan || !facts) return UNKNOWN;
    if (facts.length === 0) return plan.absent;
    if (territory === undefined) return UNKNOWN;
    const { is, in: among, notOlderThan } = condition;
    const isFurther = is !== undefined || among !== undefined;
    let verdict = NO;
    for (const fact of facts) {
      if (notOlderThan && isStale(fact, notOlderThan, this.day)) verdict = UNKNOWN;
      else if (
        this.#lies(fact, plan, territory) &&
        (!isFurther || this.#satisfies({ ...condition, within: undefined }, plan, fact.value))
      ) {
        return YES;
      }
    }
    return verdict;
  }

  /** The sum of the current values of a kind that rules sum; none without any. */
  total(fact: string): number | undefined {
    const total = this.#totals[this.#plan.kinds.get(fact)?.total ?? -1] ?? Number.NaN;
    return Number.isNaN(total) ? undefined : total;
  }

  /** Whether a fact of a kind that `within` asks about lies in a territory. */
  lies(fact: Fact, territory: string | undefined): boolean {
    const plan = this.#plan.kinds.get(fact.kind);
    return plan !== undefined && territory !== undefined && this.#lies(fact, plan, territory);
  }

  #lies({ value }: Fact, plan: KindPlan, territory: string): boolean {
    const code = String(value);
    let within = plan.within.get(territory);
    if (!within) {
      const { scheme } = plan.kind;
      within = scheme ? this.#concepts.codesOf(scheme, territory) : new Set([territory]);
      plan.within.set(territory, within);
    }
    return within.has(code);
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
