import { type Day, dayNumber } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { Fact, Period } from '../../persons/person-facts.ts';
import type { HeldCondition } from '../condition.ts';
import { addSpan, satisfies } from '../conditions/fact-verdict.ts';
import { heldDays, heldVerdict } from '../conditions/held-days.ts';
import type { Concepts } from '../conditions/subject.ts';
import type { PersonView } from './person-view.ts';
import { codeOf, NO, UNKNOWN, YES } from './verdict-codes.ts';

/**
 * `held` as a union of periods: on which days of the window a fact satisfied, and on which anything
 * was known. A set that must have several codes, and a territory that is not known, are rare, and
 * are asked as their meaning is defined.
 */
export class HeldRule {
  readonly #condition: HeldCondition;
  readonly #kind: FactKind | undefined;
  readonly #met = new DayUnion();
  readonly #known = new DayUnion();
  /** The window of the day that was asked for last: persons are asked about the same day. */
  #window = { day: '', opens: 0, after: 0, needed: 0 };

  constructor(condition: HeldCondition, concepts: Concepts) {
    this.#condition = condition;
    this.#kind = 'fact' in condition.held ? concepts.factKind(condition.held.fact) : undefined;
  }

  code(view: PersonView, territory: string | undefined): number {
    const { held } = this.#condition;
    const kind = this.#kind;
    if ('fact' in held && (!kind || held.hasAll || (held.within && territory === undefined))) {
      const days = heldDays(this.#condition, view.subject(territory));
      return codeOf(heldVerdict(days));
    }
    const { opens, after, needed } = this.#windowOf(view.day);
    const from = Math.min(Math.max(opens, dayNumber(view.person.birthDate)), after);
    this.#met.open(from, after);
    this.#known.open(from, after);
    if (kind) this.#addFacts(kind, view, territory);
    else this.#addGroups(view);
    const yes = this.#met.days();
    if (yes >= needed) return YES;
    if (kind?.absent !== 'unknown') return NO;
    return yes + after - from - this.#known.days() >= needed ? UNKNOWN : NO;
  }

  #windowOf(day: Day): { opens: number; after: number; needed: number } {
    if (this.#window.day === day) return this.#window;
    const { inLast, atLeast } = this.#condition;
    const today = dayNumber(day);
    const opens = dayNumber(addSpan(day, inLast, -1)) + 1;
    const needed = today - dayNumber(addSpan(day, atLeast, -1));
    this.#window = { day, opens, after: today + 1, needed };
    return this.#window;
  }

  #addFacts(kind: FactKind, view: PersonView, territory: string | undefined): void {
    for (const fact of view.person.facts) {
      if (fact.kind !== kind.code) continue;
      this.#known.add(fact.period);
      if (this.#satisfies(kind, fact, { view, territory })) this.#met.add(fact.period);
    }
  }

  #satisfies(
    kind: FactKind,
    fact: Fact,
    { view, territory }: { view: PersonView; territory: string | undefined },
  ): boolean {
    const { held } = this.#condition;
    if (!('fact' in held)) return false;
    if (held.within && !view.lies(fact, territory)) return false;
    if (held.within && held.is === undefined && held.in === undefined) return true;
    const rest = held.within ? { ...held, within: undefined } : held;
    return satisfies(rest, { kind, value: fact.value, subject: view.subject() });
  }

  #addGroups({ person }: PersonView): void {
    const { held } = this.#condition;
    if (!('group' in held)) return;
    for (const { code, period } of person.groups) if (code === held.group) this.#met.add(period);
  }
}

/** How many days of a window lie in some period; periods may overlap and come in any order. */
class DayUnion {
  #from = 0;
  #after = 0;
  #count = 0;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  open(from: number, after: number): void {
    this.#from = from;
    this.#after = after;
    this.#count = 0;
  }

  /** Keeps the periods in the order of their starts: there are few, and they mostly come so. */
  add(period: Period): void {
    const start = Math.max(dayNumber(period.from), this.#from);
    const end = period.to === null ? this.#after : Math.min(dayNumber(period.to), this.#after);
    if (end <= start) return;
    let at = this.#count;
    while (at > 0 && (this.#starts[at - 1] ?? 0) > start) {
      this.#starts[at] = this.#starts[at - 1] ?? 0;
      this.#ends[at] = this.#ends[at - 1] ?? 0;
      at -= 1;
    }
    this.#starts[at] = start;
    this.#ends[at] = end;
    this.#count += 1;
  }

  days(): number {
    let days = 0;
    let reached = this.#from;
    for (let at = 0; at < this.#count; at++) {
      const start = Math.max(this.#starts[at] ?? 0, reached);
      const end = this.#ends[at] ?? 0;
      if (end <= start) continue;
      days += end - start;
      reached = end;
    }
    return days;
  }
}
