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

/** All classifiers in memory: small, read often, asked without waiting. */
export interface Classifiers extends ClassifierContent {
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
  const { schemes, calendar, factKinds } = content;
  const merged = mergeSchemes(schemes);
  const index = new Map(merged.map((scheme) => [scheme.code, indexScheme(scheme)]));
  const kinds = new Map(factKinds.map((kind) => [kind.code, kind]));
  const broader = (scheme: string, code: string) =>
    ancestors(index.get(scheme)?.concepts ?? new Map(), code);
  return {
    schemes: merged,
    calendar,
    factKinds,
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

function indexScheme(scheme: Scheme): IndexedScheme {
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
    const lineage = [code, ...ancestors(concepts, code)];
    standingFor.set(
      code,
      new Set([...lineage, ...lineage.flatMap((one) => collectionsOf.get(one) ?? [])]),
    );
  }
  const codesOf = new Map<string, Set<string>>();
  for (const [concept, codes] of standingFor) {
    for (const code of codes) {
      codesOf.set(code, (codesOf.get(code) ?? new Set([code])).add(concept));
    }
  }
  return { concepts, collections, standingFor, codesOf };
}

/** Broader concepts, nearest first. A circle, which no scheme should have, ends where it closes. */
function ancestors(concepts: ReadonlyMap<string, Concept>, code: string): string[] {
  const lineage: string[] = [];
  let next = concepts.get(code)?.broader;
  while (next && next !== code && !lineage.includes(next)) {
    lineage.push(next);
    next = concepts.get(next)?.broader;
  }
  return lineage;
}
