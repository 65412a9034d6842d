import type { Day } from '../../../platform/clock/day.ts';
import type { PersonFacts } from '../../persons/person-facts.ts';
import type { Condition } from '../condition.ts';
import { type Concepts, isWithin } from '../conditions/subject.ts';
import { LeafCollector } from './leaf-plan.ts';
import { PersonView } from './person-view.ts';
import { RelatedViews } from './related-views.ts';
import { type RuleParts, RuleWriter } from './rule-code.ts';
import { NO, UNKNOWN, YES } from './verdict-codes.ts';

/** Conditions compiled together: what several of them ask is asked once. */
export interface CompiledConditions {
  /**
   * Writes the verdicts of all conditions about a person on a day, in their order, as codes of
   * `verdict-codes.ts`. `territories` are those of the conditions' grantors, in the same order.
   */
  verdicts(
    about: { person: PersonFacts; day: Day; territories: readonly (string | undefined)[] },
    into: Uint8Array,
  ): void;
}

type Rule = (view: PersonView, territory: string | undefined) => number;
type Run = (
  view: PersonView,
  territories: readonly (string | undefined)[],
  into: Uint8Array,
) => void;

/**
 * Compiles conditions to JavaScript: for servers only, since browsers rightly run no made code. What
 * comes out is held to agree with `explainCondition`. Not for two callers at once: views are reused.
 */
export function compileConditions(
  conditions: readonly Condition[],
  concepts: Concepts,
): CompiledConditions {
  const own = new LeafCollector(concepts);
  const related = new LeafCollector(concepts);
  const writer = new RuleWriter({ own, related }, concepts);
  for (const condition of conditions) writer.collect(condition);
  const plans = { own: own.plan(), related: related.plan() };
  const names = conditions.map((condition) => writer.write(condition));
  const body = [
    ...writer.functions,
    'return function run(p,t,o){',
    ...names.map((name, at) => `o[${at}]=${name}(p,t[${at}]);`),
    '}',
  ].join('\n');
  const views = new RelatedViews(plans.related, concepts, writer.parts.relations);
  const calls = new RuleCalls(writer.parts, views);
  const run = new Function('$', body)(calls) as Run;
  let view: PersonView | undefined;
  return {
    verdicts: ({ person, day, territories }, into) => {
      view ??= new PersonView(plans.own, concepts, person);
      view.fill(person, day);
      views.clear();
      run(view, territories, into);
    },
  };
}

/** What generated code calls. */
class RuleCalls {
  readonly #views: RelatedViews;
  readonly #parts: RuleParts;

  constructor(parts: RuleParts, views: RelatedViews) {
    this.#views = views;
    this.#parts = parts;
  }

  count(
    view: PersonView,
    territory: string | undefined,
    members: number,
    where: Rule,
    from: number,
    below: number,
  ): number {
    let yes = 0;
    let most = 0;
    for (const member of this.#views.list(view, members)) {
      const verdict = where(member, territory);
      if (verdict === YES) yes += 1;
      if (verdict !== NO) most += 1;
    }
    if (most < from || yes >= below) return NO;
    return yes >= from && most < below ? YES : UNKNOWN;
  }

  sum(
    view: PersonView,
    territory: string | undefined,
    members: number,
    index: number,
    where: Rule | null,
  ): number {
    return (
      this.#parts.sums[index]?.code(
        view,
        this.#views.list(view, members),
        where ? (member) => where(member, territory) : undefined,
      ) ?? UNKNOWN
    );
  }

  held(view: PersonView, territory: string | undefined, index: number): number {
    return this.#parts.held[index]?.code(view, territory) ?? UNKNOWN;
  }

  inForce(view: PersonView, index: number): boolean {
    const period = this.#parts.versions[index];
    return period !== undefined && isWithin(period, view.day);
  }

  within(view: PersonView, territory: string | undefined, index: number): number {
    const condition = this.#parts.located[index];
    return condition ? view.located(condition, territory) : UNKNOWN;
  }
}
