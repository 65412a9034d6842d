import type { PersonFacts } from '../../persons/person-facts.ts';
import type { Relation } from '../condition.ts';
import { type Concepts, isWithin, livesOn } from '../conditions/subject.ts';
import type { LeafPlan } from './leaf-plan.ts';
import { PersonView } from './person-view.ts';

/** Views of the persons related to one person: made when a rule asks for them, once for all rules. */
export class RelatedViews {
  readonly #plan: LeafPlan;
  readonly #concepts: Concepts;
  readonly #pool: PersonView[] = [];
  readonly #lists = new Map<string, PersonView[]>();
  #filled = 0;

  constructor(plan: LeafPlan, concepts: Concepts) {
    this.#plan = plan;
    this.#concepts = concepts;
  }

  /** Forgets the persons of before. */
  clear(): void {
    this.#filled = 0;
    if (this.#lists.size > 0) this.#lists.clear();
  }

  /** The living related persons, each once; the person first when counted too. */
  list(of: PersonView, relation: Relation | null, self: boolean): readonly PersonView[] {
    if (relation === null) return self ? [of] : [];
    const key = self ? `${relation} self` : relation;
    const known = this.#lists.get(key);
    if (known) return known;
    const found = self ? [this.#viewOf(of.person, of)] : [];
    for (const { relation: one, period, person } of of.person.related) {
      if (one !== relation || !isWithin(period, of.day) || !livesOn(person, of.day)) continue;
      const isThere = found.some((view) => view.person.personId === person.personId);
      if (!isThere) found.push(this.#viewOf(person, of));
    }
    this.#lists.set(key, found);
    return found;
  }

  /** One view of a person, whatever the relation. */
  #viewOf(person: PersonFacts, { day }: PersonView): PersonView {
    for (let at = 0; at < this.#filled; at++) {
      const view = this.#pool[at];
      if (view?.person === person) return view;
    }
    const view = this.#pool[this.#filled] ?? new PersonView(this.#plan, this.#concepts, person);
    this.#pool[this.#filled] = view;
    this.#filled += 1;
    view.fill(person, day);
    return view;
  }
}
