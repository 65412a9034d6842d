import { parse } from 'yaml';
import type { Context } from '../../../platform/context.ts';
import type { KindsOfRelations, Stated } from '../../persons/index.ts';
import { Mapping, personField } from '../mapping/mapping.ts';
import { selectMappings, type TakenMapping } from '../sql/select-mappings.ts';

/** What a register states of whom, and what it was the last to state and states no more. */
export async function statedBy({ db }: Pick<Context, 'db'>, mapping: Mapping): Promise<Stated> {
  const { register, representatives } = mapping;
  const left = leftBy(register, await selectMappings(db));
  return {
    register,
    of: subjectOf(mapping),
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

/** Whom the records of a mapping are about. */
export function subjectOf(mapping: Pick<Mapping, 'person' | 'household'>): Stated['of'] {
  if (personField(mapping) !== undefined) return 'person';
  return mapping.household !== undefined ? 'household' : 'organisation';
}

type Relations = Mapping['relations'];

const HOUSEHOLDS = 'households';

/**
 * The kinds that a mapping of this register was the last of all to state, and is in force no more. What
 * another register has taken over since is that one's: it ends what its own records do not name.
 */
function leftBy(register: string, taken: readonly TakenMapping[]): Map<string, Relations> {
  const last = new Map<string, { relations: Relations; by: TakenMapping }>();
  for (const by of taken) {
    const written = Mapping.safeParse(parse(by.text));
    // A text of a form that there is no more: what it stated was stated by a later one, or stays.
    if (!written.success) continue;
    const { households, relations } = written.data;
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
