import type { z } from 'zod';
import { type Placing, readYaml } from '../../../platform/text/read-yaml.ts';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import type { ReliefProblem } from './relief-problem.ts';

/** What was read of a text, and how to say where in it something stands. */
export interface PlacedReading<Value> {
  value: Value;
  /** As it was written: euros and percentages, nothing added. */
  written: unknown;
  place: Placing;
}

/**
 * Reads one YAML text by a schema. What is wrong comes back all at once, each problem with its line
 * and column, what was found and what was most likely meant. Pure: editors use it too.
 */
export function readPlaced<Schema extends z.ZodType>(
  source: { file: string; text: string },
  schema: Schema,
): ({ ok: true } & PlacedReading<z.output<Schema>>) | { ok: false; problems: ReliefProblem[] } {
  const reading = readYaml(source);
  if (!reading.ok) return reading;
  const { written, place } = reading;
  const parsed = schema.safeParse(written);
  if (parsed.success) return { ok: true, value: parsed.data, written, place };
  return { ok: false, problems: place(findingsOfSchema(schema, parsed.error.issues, written)) };
}
