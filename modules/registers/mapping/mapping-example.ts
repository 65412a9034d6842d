import { isDeepStrictEqual } from 'node:util';
import { type Definition, type RecordProblem, readExample } from '../../exchange/index.ts';
import { compileMapping, type MeaningReader, type MeaningReading } from './compile-mapping.ts';
import type { Mapping, MappingBasis } from './mapping.ts';
import type { Meaning } from './meaning.ts';
import type { Example } from './read-examples.ts';

/** An example that means something else than expected. */
export interface FailedExample {
  name: string;
  expected: unknown;
  found: unknown;
}

/** Runs the examples of a mapping: what stands in an example is compared, what it leaves out is none. */
export function testMapping(
  mapping: Mapping,
  basis: MappingBasis,
  examples: readonly Example[],
): FailedExample[] {
  const read = compileMapping(mapping, basis);
  return examples.flatMap((example) => {
    const failed = compareExample(example, outcomeOf(example, basis.definition, read));
    return failed ? [failed] : [];
  });
}

/** What is other than an example expects; nothing when all is. */
export function compareExample(
  { name, record: _, ...expected }: Example,
  outcome: ExampleOutcome,
): FailedExample | undefined {
  const found = shown(outcome);
  const whole = withoutNone(expected);
  return isDeepStrictEqual(found, whole) ? undefined : { name, expected: whole, found };
}

/** Makes what tells why a record of a register would mean nothing: `<path> <code>`; nothing when it does. */
export function recordTester(mapping: Mapping, basis: MappingBasis): (record: unknown) => string[] {
  const read = compileMapping(mapping, basis);
  return (record) => {
    const example = readExample(basis.definition, record);
    const reading = 'problems' in example ? { faults: example.problems } : read(example.record);
    return 'meaning' in reading ? [] : reading.faults.map(({ path, code }) => `${path} ${code}`);
  };
}

/** What a record means, why it means nothing, or why the data set would not take it. */
export type ExampleOutcome = MeaningReading | { problems: RecordProblem[] };

/** Reads the record of an example as the data set would, and then as the mapping does. */
export function outcomeOf(
  { record }: Pick<Example, 'record'>,
  definition: Definition,
  read: MeaningReader,
): ExampleOutcome {
  const example = readExample(definition, record);
  return 'problems' in example ? example : read(example.record);
}

function shown(outcome: ExampleOutcome): object {
  const listed = (all: readonly { path: string; code: string }[]) =>
    all.map(({ path, code }) => [path, code]);
  if ('problems' in outcome) return { problems: listed(outcome.problems) };
  return 'meaning' in outcome ? shownMeaning(outcome.meaning) : { faults: listed(outcome.faults) };
}

function shownMeaning(meaning: Meaning): object {
  if (meaning.about === 'organisation') {
    const { organisation, representatives } = meaning;
    return withoutNone({
      organisation: withoutNone({ ...organisation }),
      representatives: representatives.map((one) => withoutNone({ ...one })),
    });
  }
  const facts = meaning.facts.map(({ kind, value, from, to }) =>
    to === null ? [kind, value, from] : [kind, value, from, to],
  );
  if (meaning.about === 'household') return withoutNone({ facts });
  const { person, households, relations } = meaning;
  return withoutNone({
    person: person && withoutNone({ ...person }),
    facts,
    households: households.map((one) => withoutNone({ ...one })),
    relations: relations.map((one) => withoutNone({ ...one })),
  });
}

/** Without what is absent, null or empty: that is how examples leave out what is none. */
function withoutNone(stated: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(stated).filter(
      ([, value]) =>
        value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
