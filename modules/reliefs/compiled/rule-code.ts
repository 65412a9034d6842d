import type { Condition, FactCondition, Relation } from '../condition.ts';
import { singleComparisons } from '../conditions/fact-verdict.ts';
import { partsOf } from '../conditions/mentions.ts';
import type { Concepts } from '../conditions/subject.ts';
import { HeldRule } from './held-code.ts';
import { factKey, type LeafCollector } from './leaf-plan.ts';
import type { AskedRelation } from './related-views.ts';
import { SumRule } from './sum-code.ts';
import { UNKNOWN } from './verdict-codes.ts';

/** What generated code calls for: things that are no arithmetic of verdicts. */
export interface RuleParts {
  located: FactCondition[];
  sums: SumRule[];
  held: HeldRule[];
  relations: AskedRelation[];
  /** Periods of definitions' versions. */
  versions: { from: string; to: string | null }[];
}

/** Whose slots a piece of code reads: the person's, or a related person's. */
type Scope = 'own' | 'related';

/**
 * Writes conditions as JavaScript over the slots of a view: `p` is the view, `t` the territory of the
 * grantor, `$` what stands in `RuleParts`. Verdicts are 0, 1, 2, so that all is the least of its
 * parts, any the greatest, not the rest to 2. No part of a text gets into the code: only numbers do.
 */
export class RuleWriter {
  readonly parts: RuleParts = { located: [], sums: [], held: [], relations: [], versions: [] };
  readonly functions: string[] = [];
  readonly #collectors: Readonly<Record<Scope, LeafCollector>>;
  readonly #concepts: Concepts;
  readonly #written = new Map<string, string>();
  #temporaries = 0;

  constructor(collectors: Readonly<Record<Scope, LeafCollector>>, concepts: Concepts) {
    this.#collectors = collectors;
    this.#concepts = concepts;
  }

  /** Notes every question of a condition, so that it gets a slot. */
  collect(condition: Condition, scope: Scope = 'own'): void {
    const leaves = this.#collectors[scope];
    if ('fact' in condition) {
      for (const single of singleComparisons(condition)) {
        if (single.within) leaves.addLocated(single.fact);
        else leaves.addFact(single);
      }
    } else if ('age' in condition) leaves.ages.set(keyOf(condition), condition.age);
    else if ('born' in condition) leaves.born.set(keyOf(condition), condition.born);
    else if ('group' in condition) leaves.groups.add(condition.group);
    else {
      if (isRemembered(condition)) leaves.lazy.add(keyOf(condition));
      if ('held' in condition && 'fact' in condition.held && condition.held.within) {
        leaves.addLocated(condition.held.fact);
      }
      if ('sum' in condition) {
        const ofHousehold = this.#concepts.factKind(condition.sum)?.of === 'household';
        this.#collectors[ofHousehold ? scope : 'related'].addSummed(condition.sum);
      }
      if ('over' in condition || 'where' in condition) {
        if (condition.where) this.collect(condition.where, 'related');
      }
      for (const part of partsOf(condition)) this.collect(part, scope);
    }
  }

  /** A function of a view and a territory, by its name. */
  write(condition: Condition, scope: Scope = 'own'): string {
    const key = `${scope} ${keyOf(condition)}`;
    const known = this.#written.get(key);
    if (known) return known;
    const name = `f${this.#written.size}`;
    this.#written.set(key, name);
    const before = this.#temporaries;
    this.#temporaries = 0;
    const expression = isRemembered(condition)
      ? this.#remembered(condition, scope)
      : this.#expression(condition, scope);
    const temporaries = Array.from({ length: this.#temporaries }, (_, at) => `x${at}`);
    const declared = temporaries.length > 0 ? `let ${temporaries.join()};` : '';
    this.functions.push(`function ${name}(p,t){const v=p.v;${declared}return ${expression};}`);
    this.#temporaries = before;
    return name;
  }

  #expression(condition: Condition, scope: Scope): string {
    const leaves = this.#collectors[scope];
    if ('fact' in condition) return this.#fact(condition, scope);
    if ('age' in condition || 'born' in condition) return `v[${leaves.slotOf(keyOf(condition))}]`;
    if ('group' in condition) return `v[${leaves.slotOf(`group ${condition.group}`)}]`;
    if ('all' in condition) return this.#chain(this.#partsOf(condition.all, scope), 'all');
    if ('any' in condition) return this.#chain(this.#partsOf(condition.any, scope), 'any');
    if ('not' in condition) return `2-${this.#part(condition.not, scope)}`;
    if ('of' in condition) return this.#atLeast(condition.atLeast, condition.of, scope);
    return `${this.write(condition, scope)}(p,t)`;
  }

  /** A part of a larger condition; what is remembered has a function of its own. */
  #part(condition: Condition, scope: Scope): string {
    return `(${this.#expression(condition, scope)})`;
  }

  #partsOf(parts: readonly Condition[], scope: Scope): string[] {
    return parts.map((part) => this.#part(part, scope));
  }

  /**
   * The least or the greatest of the parts; once it is decided no other part is asked. One after the
   * other and not one in the other, so that there may be thousands.
   */
  #chain([first = '2', ...rest]: readonly string[], joint: 'all' | 'any'): string {
    if (rest.length === 0) return first;
    const [verdict, one] = [this.#temporary(), this.#temporary()];
    const [isOpen, keeps] = joint === 'all' ? [verdict, '<'] : [`${verdict}<2`, '>'];
    const further = rest.map(
      (part) => `${isOpen}&&(${one}=${part})${keeps}${verdict}&&(${verdict}=${one})`,
    );
    return `(${verdict}=${first},${further.join()},${verdict})`;
  }

  /** Counts the yes, and those that are not no. */
  #atLeast(count: number, conditions: readonly Condition[], scope: Scope): string {
    const [yes, possible] = [this.#temporary(), this.#temporary()];
    const one = this.#temporary();
    const counted = this.#partsOf(conditions, scope).map(
      (part) => `${one}=${part},${yes}+=${one}>>1,${possible}+=${one}+1>>1`,
    );
    return `(${yes}=${possible}=0,${counted.join()},${yes}>=${count}?2:${possible}>=${count}?1:0)`;
  }

  #temporary(): string {
    this.#temporaries += 1;
    return `x${this.#temporaries - 1}`;
  }

  #fact(condition: FactCondition, scope: Scope): string {
    const kind = this.#concepts.factKind(condition.fact);
    if (!kind) return String(UNKNOWN);
    const singles = singleComparisons(condition).map((single) =>
      single.within
        ? `$.within(p,t,${this.parts.located.push(single) - 1})`
        : `v[${this.#collectors[scope].slotOf(factKey(single))}]`,
    );
    return this.#chain(singles, 'all');
  }

  /** Asked once of a view, whoever asks, unless the answer hangs on the grantor's territory. */
  #remembered(condition: Condition, scope: Scope): string {
    if (asksTerritory(condition)) return this.#costly(condition, scope);
    const slot = this.#collectors[scope].slotOf(keyOf(condition));
    const one = this.#temporary();
    return `(${one}=v[${slot}])!==3?${one}:v[${slot}]=${this.#costly(condition, scope)}`;
  }

  #costly(condition: Condition, scope: Scope): string {
    if ('definition' in condition) return this.#definition(condition.versions ?? [], scope);
    if ('held' in condition) {
      return `$.held(p,t,${this.parts.held.push(new HeldRule(condition, this.#concepts)) - 1})`;
    }
    if ('sum' in condition) {
      const kind = this.#concepts.factKind(condition.sum);
      if (!kind) return String(UNKNOWN);
      const where = condition.where ? this.write(condition.where, 'related') : 'null';
      const members = this.#members(condition.over, scope, condition.self);
      return `$.sum(p,t,${members},${this.parts.sums.push(new SumRule(condition, kind)) - 1},${where})`;
    }
    if ('related' in condition) {
      const where = this.write(condition.where, 'related');
      return `$.count(p,t,${this.#members(condition.related, scope)},${where},1,Infinity)`;
    }
    if ('count' in condition) {
      const where = this.write(condition.where, 'related');
      const { from = 0, below = 'Infinity' } = condition;
      const members = this.#members(condition.count, scope, condition.self);
      return `$.count(p,t,${members},${where},${from},${below})`;
    }
    throw new Error('A condition was compiled that has no code.');
  }

  #members(relation: Relation, scope: Scope, self: true | undefined = undefined): string {
    const asked = { relation: scope === 'own' ? relation : null, self: self ?? false };
    const { relations } = this.parts;
    const known = relations.findIndex(
      (one) => one.relation === asked.relation && one.self === asked.self,
    );
    return String(known >= 0 ? known : relations.push(asked) - 1);
  }

  /** The version in force on the day; unknown when there is none. */
  #definition(
    versions: readonly { from: string; to: string | null; condition: Condition }[],
    scope: Scope,
  ): string {
    return versions.reduceRight((otherwise, { from, to, condition }) => {
      const period = this.parts.versions.push({ from, to }) - 1;
      return `$.inForce(p,${period})?${this.#part(condition, scope)}:${otherwise}`;
    }, String(UNKNOWN));
  }
}

function keyOf(condition: Condition): string {
  return JSON.stringify(condition);
}

function isRemembered(condition: Condition): boolean {
  return (
    'definition' in condition ||
    'held' in condition ||
    'sum' in condition ||
    'related' in condition ||
    'count' in condition
  );
}

function asksTerritory(condition: Condition): boolean {
  if ('within' in condition) return condition.within !== undefined;
  if ('held' in condition) return asksTerritory(condition.held);
  const where = 'where' in condition || 'over' in condition ? condition.where : undefined;
  return (where !== undefined && asksTerritory(where)) || partsOf(condition).some(asksTerritory);
}
