import { z } from 'zod';
import type { Day } from '../../platform/clock/day.ts';
import { DayText } from '../../platform/clock/day-text.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';

/** One entry of a scheme (SKOS concept). `broader` is the code of the next wider one. */
export interface Concept extends LocalizedText {
  code: string;
  broader: string | null;
  /** The concept is in use in [validFrom, validTo). */
  validFrom: Day | null;
  validTo: Day | null;
}

/** Concepts that a condition may name together (SKOS collection). */
export interface Collection extends LocalizedText {
  code: string;
  members: string[];
}

/** A classifier: its concepts, each after its broader one, and its collections. */
export interface Scheme {
  code: string;
  name: LocalizedText;
  source: string;
  concepts: Concept[];
  collections: Collection[];
}

const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Text = z.string().min(1);

interface ConceptText extends LocalizedText {
  code: string;
  broader?: string | undefined;
  validFrom?: Day | undefined;
  validTo?: Day | undefined;
  narrower?: ConceptText[] | undefined;
}

const ConceptText: z.ZodType<ConceptText> = z.lazy(() =>
  z.strictObject({
    code: Code,
    lv: Text,
    en: Text,
    broader: Code.optional(),
    validFrom: DayText.optional(),
    validTo: DayText.optional(),
    narrower: z.array(ConceptText).optional(),
  }),
);

/** The text of a scheme: narrower concepts stand inside their broader one, or name it. */
const SchemeText = z.strictObject({
  code: Code,
  name: z.strictObject({ lv: Text, en: Text }),
  source: Text,
  concepts: z.array(ConceptText),
  collections: z
    .array(z.strictObject({ code: Code, lv: Text, en: Text, members: z.array(Code) }))
    .default([]),
});

/** Reads the parsed text of a scheme. Throws when it has another shape. */
export function parseScheme(content: unknown): Scheme {
  const text = SchemeText.parse(content);
  return { ...text, concepts: text.concepts.flatMap((concept) => flatten(concept, null)) };
}

function flatten(text: ConceptText, parent: string | null): Concept[] {
  const { narrower = [], broader, validFrom, validTo, code, lv, en } = text;
  const concept: Concept = {
    code,
    lv,
    en,
    broader: broader ?? parent,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
  };
  return [concept, ...narrower.flatMap((inner) => flatten(inner, code))];
}

/** Schemes of one code become one: later texts add concepts, collections and members. */
export function mergeSchemes(schemes: readonly Scheme[]): Scheme[] {
  const merged = new Map<string, Scheme>();
  for (const scheme of schemes) {
    const held = merged.get(scheme.code);
    merged.set(scheme.code, held ? joined(held, scheme) : scheme);
  }
  return [...merged.values()];
}

/** Throws when a code stands twice, or is named as broader or as a member and is not there. */
export function checkScheme({ code, concepts, collections }: Scheme): void {
  const known = new Set<string>();
  for (const concept of concepts) {
    if (known.has(concept.code)) {
      throw new Error(`The scheme "${code}" has the concept "${concept.code}" twice.`);
    }
    known.add(concept.code);
  }
  const named = [
    ...concepts.map(({ broader }) => broader),
    ...collections.flatMap(({ members }) => members),
  ];
  const lost = named.find((one) => one !== null && !known.has(one));
  if (lost) throw new Error(`The scheme "${code}" names "${lost}", which is no concept of it.`);
}

function joined(first: Scheme, second: Scheme): Scheme {
  const collections = new Map(first.collections.map((one) => [one.code, one]));
  for (const added of second.collections) {
    const held = collections.get(added.code);
    const members = [...(held?.members ?? []), ...added.members];
    collections.set(added.code, { ...(held ?? added), members: [...new Set(members)] });
  }
  return {
    ...first,
    source: first.source === second.source ? first.source : `${first.source} · ${second.source}`,
    concepts: [...first.concepts, ...second.concepts],
    collections: [...collections.values()],
  };
}
