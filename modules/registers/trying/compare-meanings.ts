import { isDeepStrictEqual } from 'node:util';
import type { Meant } from './shown-meaning.ts';

/** What a record would state by another mapping than the one in force, each as far as it is that. */
export interface Differences {
  new: Meant;
  /** The same thing since the same day, with another value or end; `before` is what it is now. */
  other: Meant;
  before: Meant;
  gone: Meant;
}

type Sides<Stated> = Record<keyof Differences, Stated>;

/** Compares what the mapping in force makes of a record with what another one does. Pure. */
export function compareMeanings(present: Meant, tried: Meant): Differences {
  const parts = {
    facts: compare(present.facts, tried.facts, ({ kind }) => kind),
    households: compare(present.households, tried.households, () => ''),
    relations: compare(present.relations, tried.relations, (one) =>
      [one.kind, one.side, one.personalCode].join(' '),
    ),
    representatives: compare(
      ...([present.representatives, tried.representatives] as const),
      ({ personalCode }) => personalCode,
    ),
    person: compareOne(present.person, tried.person),
    organisation: compareOne(present.organisation, tried.organisation),
  };
  const side = (of: keyof Differences, { about }: Meant): Meant => ({
    about,
    facts: parts.facts[of],
    households: parts.households[of],
    relations: parts.relations[of],
    representatives: parts.representatives[of],
    person: parts.person[of],
    organisation: parts.organisation[of],
  });
  return {
    ...{ new: side('new', tried), other: side('other', tried) },
    ...{ before: side('before', present), gone: side('gone', present) },
  };
}

/** How many things are stated; a person or an organisation is one of them. */
export function countStatements(meant: Meant): number {
  const { facts, households, relations, representatives, person, organisation } = meant;
  const lists = [facts, households, relations, representatives];
  const selves = [person, organisation].filter((one) => one !== null);
  return lists.reduce((sum, { length }) => sum + length, selves.length);
}

function compare<Row extends { from: string }>(
  present: readonly Row[],
  tried: readonly Row[],
  nameOf: (row: Row) => string,
): Sides<Row[]> {
  const sides: Sides<Row[]> = { new: [], other: [], before: [], gone: [] };
  const added = without(tried, present);
  const left = without(present, tried);
  for (const row of added) {
    const slot = (one: Row) => `${nameOf(one)} ${one.from}`;
    const index = left.findIndex((one) => slot(one) === slot(row));
    const [before] = index < 0 ? [] : left.splice(index, 1);
    if (before) sides.before.push(before);
    sides[before ? 'other' : 'new'].push(row);
  }
  return { ...sides, gone: left };
}

function without<Row>(rows: readonly Row[], others: readonly Row[]): Row[] {
  return rows.filter((row) => !others.some((other) => isDeepStrictEqual(row, other)));
}

function compareOne<One>(present: One | null, tried: One | null): Sides<One | null> {
  const none = { new: null, other: null, before: null, gone: null };
  if (isDeepStrictEqual(present, tried)) return none;
  if (present === null) return { ...none, new: tried };
  if (tried === null) return { ...none, gone: present };
  return { ...none, other: tried, before: present };
}
