import { z } from 'zod';
import { type Placing, readYaml } from '../../../platform/text/read-yaml.ts';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import type { MappingProblem } from './mapping-problem.ts';

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
export type Example = z.infer<typeof Example>;

const EXAMPLES_MAX = 100;

const Examples = z.strictObject({ examples: z.array(Example).min(1).max(EXAMPLES_MAX) });

export type ExamplesReading =
  | { ok: true; examples: Example[]; place: Placing }
  | { ok: false; problems: MappingProblem[] };

/** Reads the text of examples; `place` tells where in it something stands. Pure. */
export function readExamples(source: { file: string; text: string }): ExamplesReading {
  const reading = readYaml(source);
  if (!reading.ok) return reading;
  const { written, place } = reading;
  const parsed = Examples.safeParse(written);
  if (parsed.success) return { ok: true, examples: parsed.data.examples, place };
  return { ok: false, problems: place(findingsOfSchema(Examples, parsed.error.issues, written)) };
}
