import type { CatalogueRelief } from '../catalogue.ts';
import type { Condition, HeldCondition, Relation } from '../condition.ts';
import { payersOf } from './givings.ts';
import { type Mentions, mentionsOf } from './mentions.ts';

/** What a relief asks about a person, in all its versions. */
export interface AskedKinds {
  /** Kinds of facts of the person. */
  facts: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  /** The same of related persons. */
  related: ReadonlyMap<Relation, Omit<AskedKinds, 'related'>>;
}

interface Collected {
  facts: Set<string>;
  groups: Set<string>;
}

/** Whatever else changes about a person, what they have of the relief stays as it is. */
export function askedKindsOf({ grantor, versions }: CatalogueRelief): AskedKinds {
  const own: Collected = { facts: new Set(), groups: new Set() };
  const related = new Map<Relation, Collected>();
  for (const { instruction } of versions) {
    for (const payer of payersOf(grantor, instruction)) {
      if (typeof payer !== 'string') own.facts.add(payer.municipalityOf);
    }
    const conditions = [instruction.who, ...instruction.benefits.flatMap(({ who }) => who ?? [])];
    for (const condition of conditions) collect(condition);
  }
  return { ...own, related };

  function collect(condition: Condition): void {
    const mentions = mentionsOf(condition);
    addTo(own, mentions);
    for (const [relation, members] of mentions.related) {
      const into = related.get(relation) ?? { facts: new Set(), groups: new Set() };
      related.set(relation, into);
      addTo(into, members);
    }
  }
}

function addTo({ facts, groups }: Collected, mentions: Mentions): void {
  for (const kind of mentions.facts.keys()) facts.add(kind);
  for (const group of mentions.groups) groups.add(group);
  for (const { held } of mentions.held) addHeld(held);

  function addHeld(held: HeldCondition['held']): void {
    if ('group' in held) groups.add(held.group);
    else facts.add(held.fact);
  }
}
