import type { PersonFacts } from '../../persons/person-facts.ts';
import type { Relation } from '../condition.ts';
import { type Concepts, isWithin, livesOn } from '../conditions/subject.ts';
import type { LeafPlan } from './leaf-plan.ts';
import { PersonView } from './person-view.ts';

/**
 * Which related persons are asked for; null where a related person is asked for persons related to
 * them: none is known.
 */
export interface AskedRelation {
  relation: Relation | null;
  self: boolean;
}

const NOBODY: AskedRelation = { relation: null, self: false };

/** Views of the persons related to one person: made when a rule asks for them, once for all rules. */
export class RelatedViews {
  readonly #plan: LeafPlan;
  readonly #concepts: Concepts;
  readonly #pool: PersonView[] = [];
  readonly #asked: readonly AskedRelation[];
  readonly #lists: PersonView[][];
  /** For whom each list was made: an older number is that of another person. */
  readonly #madeFor: number[];
  #number = 0;
  #filled = 0;

  constructor(plan: LeafPlan, concepts: Concepts, asked: readonly AskedRelation[]) {
    this.#plan = plan;
    this.#concepts = concepts;
    this.#asked = asked;
    this.#lists = asked.map(() => []);
    this.#madeFor = asked.map(() => 0);
  }

  /** Forgets the persons of before. */
  clear(): void {
    this.#filled = 0;
    this.#number += 1;
  }

  /** The living related persons of one asking, each once; the person first when counted too. */
  list(of: PersonView, index: number): readonly PersonView[] {
    const { relation, self } = this.#asked[index] ?? NOBODY;
    if (relation === null) return self ? [of] : [];
    const found = this.#lists[index] ?? [];
    if (this.#madeFor[index] === this.#number) return found;
    this.#madeFor[index] = this.#number;
    found.length = 0;
    if (self) found.push(this.#viewOf(of.person, of));
    for (const { relation: one, period, person } of of.person.related) {
      if (one !== relation || !isWithin(period, of.day) || !livesOn(person, of.day)) continue;
      const isThere = found.some((view) => view.person.personId === person.personId);
      if (!isThere) found.push(this.#viewOf(person, of));
    }
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
