import type { Context } from '../../../platform/context.ts';
import type { CatalogueRelief, Relation } from '../../reliefs/index.ts';
import type { Grounds } from '../grounds.ts';
import type { ChangedPerson } from './changed-person.ts';
import { concernOf, mergeChanged } from './concern.ts';
import { listRelated } from './sql/list-related.ts';

/** The reliefs that may have changed for each person, by the person's id. */
export type Concerned = ReadonlyMap<string, ReadonlySet<CatalogueRelief>>;

/**
 * Who may have something else since these changes, and of which reliefs: the persons themselves, and
 * those about whose children, parents, household … the reliefs ask. Nobody else, and nothing else.
 */
export async function findConcerned(
  { db }: Pick<Context, 'db'>,
  grounds: Grounds,
  changed: readonly ChangedPerson[],
): Promise<Concerned> {
  const concern = concernOf(grounds);
  const concerned = new Map<string, Set<CatalogueRelief>>();
  const add = (personId: string, reliefs: ReadonlySet<CatalogueRelief>) => {
    if (reliefs.size === 0) return;
    concerned.set(personId, new Set([...(concerned.get(personId) ?? []), ...reliefs]));
  };
  const ofRelated = new Map<string, ReadonlyMap<Relation, ReadonlySet<CatalogueRelief>>>();
  for (const [personId, kinds] of mergeChanged(changed)) {
    add(personId, concern.own([...kinds]));
    const related = concern.related([...kinds]);
    if (related.size > 0) ofRelated.set(personId, related);
  }
  if (ofRelated.size === 0) return concerned;
  const relations = [...new Set([...ofRelated.values()].flatMap((some) => [...some.keys()]))];
  for (const row of await listRelated(db, { personIds: [...ofRelated.keys()], relations })) {
    add(row.personId, ofRelated.get(row.relatedId)?.get(row.relation) ?? new Set());
  }
  return concerned;
}
