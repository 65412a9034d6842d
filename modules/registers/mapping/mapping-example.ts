import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Definition, readExample } from '../../exchange/index.ts';
import { compileMapping } from './compile-mapping.ts';
import type { Mapping, MappingBasis } from './mapping.ts';
import type { Meaning } from './meaning.ts';

const Stated = z.record(z.string(), z.unknown());

/** A record with what it means, as who keeps the register expects it. */
const Example = z.strictObject({
  name: z.string().min(1),
  record: Stated,
  person: Stated.optional(),
  organisation: Stated.optional(),
  /** Each as [kind, value, from, to]; without `to` it has no end. */
  facts: z.array(z.array(z.union([z.string(), z.number()])).min(3)).optional(),
  households: z.array(Stated).optional(),
  relations: z.array(Stated).optional(),
  representatives: z.array(Stated).optional(),
  /** Each as [path, code]: it has the form of the data set, and means nothing. */
  faults: z.array(z.array(z.string()).length(2)).optional(),
  /** Each as [path, code]: it does not have the form of the data set. */
  problems: z.array(z.array(z.string()).length(2)).optional(),
});
type Example = z.infer<typeof Example>;

const Examples = z.strictObject({ examples: z.array(Example).min(1) });

/** An example that means something else than expected. */
export interface FailedExample {
  name: string;
  expected: unknown;
  found: unknown;
}

export interface MappingTested {
  examples: number;
  failed: FailedExample[];
}

/** Runs the examples of a mapping: what stands in an example is compared, what it leaves out is none. */
export function testMapping(mapping: Mapping, basis: MappingBasis, text: string): MappingTested {
  const { examples } = Examples.parse(parse(text));
  const read = compileMapping(mapping, basis);
  const failed = examples.flatMap((example) => {
    const { name, record, ...expected } = example;
    const found = outcomeOf(record, basis.definition, read);
    const whole = withoutNone(expected);
    return isDeepStrictEqual(found, whole) ? [] : [{ name, expected: whole, found }];
  });
  return { examples: examples.length, failed };
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

function outcomeOf(
  written: unknown,
  definition: Definition,
  read: ReturnType<typeof compileMapping>,
): object {
  const example = readExample(definition, written);
  if ('problems' in example) {
    return { problems: example.problems.map(({ path, code }) => [path, code]) };
  }
  const reading = read(example.record);
  return 'meaning' in reading
    ? shown(reading.meaning)
    : { faults: reading.faults.map(({ path, code }) => [path, code]) };
}

function shown(meaning: Meaning): object {
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
