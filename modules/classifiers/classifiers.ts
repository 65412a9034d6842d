import type { Day } from '../../platform/clock/day.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';
import { type Calendar, isSchoolDay, isSchoolHoliday, isWorkingDay } from './calendar.ts';
import type { FactKind } from './fact-kind.ts';
import { type Collection, type Concept, mergeSchemes, type Scheme } from './scheme.ts';

/** What classifiers are made of. */
export interface ClassifierContent {
  readonly schemes: readonly Scheme[];
  readonly calendar: Calendar;
  /** What registers may state, in any order. */
  readonly factKinds: readonly FactKind[];
}

/**
 * All classifiers in memory: small, read often, asked without waiting. They say what stands for what on
 * some day at least; `on` says it of one day.
 */
export interface Classifiers extends ClassifierContent {
  /** The days on which a concept comes into use or goes out of it, in order. */
  readonly turns: readonly Day[];
  /** The same on a day: a concept that is not in use stands for itself alone, and nothing else for it. */
  on(day: Day): Classifiers;
  /** The kind of facts of this code. */
  factKind(code: string): FactKind | undefined;
  /** Whether the scheme has such a concept or collection. */
  has(scheme: string, code: string): boolean;
  /**
   * Whether `code` stands for `candidate`: it is the same, a broader concept of it, or a collection
   * that holds it or a broader concept of it.
   */
  includes(scheme: string, code: string, candidate: string): boolean;
  /** All codes for which `code` stands, itself among them: those that `includes` finds. */
  codesOf(scheme: string, code: string): ReadonlySet<string>;
  /** The broader concepts, nearest first. */
  broader(scheme: string, code: string): string[];
  /** The name of a concept or collection; the code itself when it is unknown. */
  name(scheme: string, code: string): LocalizedText;
  /** The municipality in which a territory lies; a municipality lies in itself. */
  municipalityOf(territory: string): string | undefined;
  isWorkingDay(day: Day): boolean;
  isSchoolDay(day: Day): boolean;
  isPublicHoliday(day: Day): boolean;
  isSchoolHoliday(day: Day): boolean;
}

interface IndexedScheme {
  concepts: Map<string, Concept>;
  collections: Map<string, Collection>;
  /** What stands for each concept: itself, its broader ones, and the collections of them all. */
  standingFor: Map<string, ReadonlySet<string>>;
  /** The other way round: for which concepts a code stands. */
  codesOf: Map<string, ReadonlySet<string>>;
}

/** Builds the classifiers from their schemes; texts of one scheme are merged. */
export function makeClassifiers(content: ClassifierContent): Classifiers {
  const merged = { ...content, schemes: mergeSchemes(content.schemes) };
  const turns = turnsOf(merged.schemes);
  // Nothing changes between two turns: the classifiers of a day are those of the last turn before it.
  const known = new Map<Day, Classifiers>();
  const on = (day: Day) => {
    const since = turns.findLast((turn) => turn <= day) ?? BEFORE_ALL;
    const made = known.get(since) ?? classifiersOn(merged, { since, turns, on });
    known.set(since, made);
    return made;
  };
  return classifiersOn(merged, { since: undefined, turns, on });
}

/** No concept is older. */
const BEFORE_ALL = '0000-01-01';

function turnsOf(schemes: readonly Scheme[]): Day[] {
  const ends = schemes.flatMap(({ concepts }) =>
    concepts.flatMap(({ validFrom, validTo }) => [validFrom ?? [], validTo ?? []].flat()),
  );
  return [...new Set(ends)].sort();
}

/** The classifiers of the days since a turn; of any day, without one. */
function classifiersOn(
  content: ClassifierContent,
  { since, ...dated }: Pick<Classifiers, 'turns' | 'on'> & { since: Day | undefined },
): Classifiers {
  const { schemes, calendar, factKinds } = content;
  const index = new Map(schemes.map((scheme) => [scheme.code, indexScheme(scheme, since)]));
  const kinds = new Map(factKinds.map((kind) => [kind.code, kind]));
  const broader = (scheme: string, code: string) =>
    lineageOf(index.get(scheme)?.concepts ?? new Map(), { code, since }).slice(1);
  return {
    ...content,
    ...dated,
    factKind: (code) => kinds.get(code),
    codesOf: (scheme, code) => index.get(scheme)?.codesOf.get(code) ?? new Set([code]),
    broader,
    has: (scheme, code) => {
      const indexed = index.get(scheme);
      return indexed ? indexed.concepts.has(code) || indexed.collections.has(code) : false;
    },
    includes: (scheme, code, candidate) =>
      code === candidate || (index.get(scheme)?.standingFor.get(candidate)?.has(code) ?? false),
    name: (scheme, code) => {
      const indexed = index.get(scheme);
      const found = indexed?.concepts.get(code) ?? indexed?.collections.get(code);
      return found ? { lv: found.lv, en: found.en } : { lv: code, en: code };
    },
    municipalityOf: (territory) => {
      if (!index.get('territories')?.concepts.has(territory)) return undefined;
      return broader('territories', territory).at(-1) ?? territory;
    },
    isWorkingDay: (day) => isWorkingDay(calendar, day),
    isSchoolDay: (day) => isSchoolDay(calendar, day),
    isPublicHoliday: (day) => calendar.publicHolidays.has(day),
    isSchoolHoliday: (day) => isSchoolHoliday(calendar, day),
  };
}

function indexScheme(scheme: Scheme, since: Day | undefined): IndexedScheme {
  const concepts = new Map(scheme.concepts.map((concept) => [concept.code, concept]));
  const collections = new Map(scheme.collections.map((one) => [one.code, one]));
  const collectionsOf = new Map<string, string[]>();
  for (const { code, members } of scheme.collections) {
    for (const member of members) {
      collectionsOf.set(member, [...(collectionsOf.get(member) ?? []), code]);
    }
  }
  const standingFor = new Map<string, ReadonlySet<string>>();
  for (const code of concepts.keys()) {
    const lineage = lineageOf(concepts, { code, since });
    const standing = [...lineage, ...lineage.flatMap((one) => collectionsOf.get(one) ?? [])];
    standingFor.set(code, new Set([code, ...standing]));
  }
  const codesOf = new Map<string, Set<string>>();
  for (const [concept, codes] of standingFor) {
    for (const code of codes) {
      codesOf.set(code, (codesOf.get(code) ?? new Set([code])).add(concept));
    }
  }
  return { concepts, collections, standingFor, codesOf };
}

/**
 * A concept and its broader ones, nearest first, up to the first that is not in use. A circle, which no
 * scheme should have, ends where it closes.
 */
function lineageOf(
  concepts: ReadonlyMap<string, Concept>,
  { code, since }: { code: string; since: Day | undefined },
): string[] {
  const lineage: string[] = [];
  let next = concepts.get(code);
  while (next && !lineage.includes(next.code) && (since === undefined || isInUse(next, since))) {
    lineage.push(next.code);
    next = next.broader === null ? undefined : concepts.get(next.broader);
  }
  return lineage;
}

function isInUse({ validFrom, validTo }: Concept, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);
}
