import { askedKindsOf, type CatalogueRelief, type Relation } from '../../reliefs/index.ts';
import type { Grounds } from '../grounds.ts';
import { ANYTHING, type ChangedPerson, groupKind, reliefKind } from './changed-person.ts';

/** Which reliefs hang on which kinds: of the person, and of those related in some way. */
export interface Concern {
  own(kinds: readonly string[]): ReadonlySet<CatalogueRelief>;
  related(kinds: readonly string[]): ReadonlyMap<Relation, ReadonlySet<CatalogueRelief>>;
}

type ByKind = Map<string, Set<CatalogueRelief>>;

const known = new WeakMap<Grounds, Concern>();

/** Finds it out once for the grounds of a catalogue. */
export function concernOf(grounds: Grounds): Concern {
  let concern = known.get(grounds);
  if (!concern) {
    concern = makeConcern(grounds.reliefs);
    known.set(grounds, concern);
  }
  return concern;
}

function makeConcern(reliefs: readonly CatalogueRelief[]): Concern {
  const own: ByKind = new Map(ANYTHING.map((kind) => [kind, new Set(reliefs)]));
  const related = new Map<Relation, ByKind>();
  for (const relief of reliefs) {
    const asked = askedKindsOf(relief);
    for (const kind of [reliefKind(relief.code), ...kindsOf(asked)]) add(own, kind, relief);
    for (const [relation, members] of asked.related) {
      const byKind = related.get(relation) ?? new Map();
      related.set(relation, byKind);
      for (const kind of [...ANYTHING, ...kindsOf(members)]) add(byKind, kind, relief);
    }
  }
  return {
    own: (kinds) => reliefsOf(own, kinds),
    related: (kinds) => {
      const found = [...related].map(
        ([relation, byKind]) => [relation, reliefsOf(byKind, kinds)] as const,
      );
      return new Map(found.filter(([, some]) => some.size > 0));
    },
  };
}

function kindsOf(asked: { facts: ReadonlySet<string>; groups: ReadonlySet<string> }): string[] {
  return [...asked.facts, ...[...asked.groups].map(groupKind)];
}

function add(byKind: ByKind, kind: string, relief: CatalogueRelief): void {
  const reliefs = byKind.get(kind) ?? new Set();
  byKind.set(kind, reliefs.add(relief));
}

function reliefsOf(byKind: ByKind, kinds: readonly string[]): Set<CatalogueRelief> {
  return new Set(kinds.flatMap((kind) => [...(byKind.get(kind) ?? [])]));
}

/** The changes of each person once. */
export function mergeChanged(changed: readonly ChangedPerson[]): Map<string, Set<string>> {
  const merged = new Map<string, Set<string>>();
  for (const { personId, kinds } of changed) {
    const all = merged.get(personId) ?? new Set();
    for (const kind of kinds) all.add(kind);
    merged.set(personId, all);
  }
  return merged;
}
