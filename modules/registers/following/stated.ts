import type { KindsOfRelations, Stated, Subject } from '../../persons/index.ts';
import { type Mapping, personField } from '../mapping/mapping.ts';
import type { TakenMapping } from './known-mappings.ts';

/** What a register states of whom, and what it was the last to state and states no more. */
export function statedBy(mapping: Mapping, taken: readonly TakenMapping[]): Stated {
  const { register, representatives } = mapping;
  const left = leftBy(register, taken);
  return {
    register,
    subjects: subjectsOf(register, taken),
    households: mapping.households.length > 0,
    relations: kindsBySide(mapping.relations),
    dropped: {
      households: left.has(HOUSEHOLDS),
      relations: kindsBySide([...left.values()].flat()),
      // Each register has rows of its own of these.
      representatives: representatives.length === 0,
    },
  };
}

function subjectsOf(register: string, taken: readonly TakenMapping[]): Subject[] {
  const own = taken.flatMap((by) => (by.register === register && by.mapping ? [by.mapping] : []));
  return [...new Set(own.map(subjectOf))];
}

/** Whom the records of a mapping are about. */
export function subjectOf(mapping: Pick<Mapping, 'person' | 'household'>): Subject {
  if (personField(mapping) !== undefined) return 'person';
  return mapping.household !== undefined ? 'household' : 'organisation';
}

type Relations = Mapping['relations'];

const HOUSEHOLDS = 'households';
const NOTHING: Pick<Mapping, 'households' | 'relations'> = { households: [], relations: [] };

/**
 * The kinds that a mapping of this register was the last of all to state, and is in force no more. What
 * another register has taken over since is that one's: it ends what its own records do not name.
 */
function leftBy(register: string, taken: readonly TakenMapping[]): Map<string, Relations> {
  const last = new Map<string, { relations: Relations; by: TakenMapping }>();
  for (const by of taken) {
    const { households, relations } = by.mapping ?? NOTHING;
    if (households.length > 0) last.set(HOUSEHOLDS, { relations: [], by });
    for (const [kind, rules] of Map.groupBy(relations, (rule) => rule.kind)) {
      last.set(kind, { relations: rules, by });
    }
  }
  const left = [...last].filter(([, { by }]) => by.register === register && !by.isInForce);
  return new Map(left.map(([kind, { relations }]) => [kind, relations]));
}

function kindsBySide(relations: Relations): KindsOfRelations {
  const kindsOf = (isOfPerson: boolean) => [
    ...new Set(
      relations.flatMap(({ kind, of }) => ((of !== undefined) === isOfPerson ? [kind] : [])),
    ),
  ];
  return { person: kindsOf(true), related: kindsOf(false) };
}
