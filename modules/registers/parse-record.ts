import type { z } from 'zod';
import type { Line } from '../../platform/text/split-lines.ts';

export type ParsedRecord<State> = { ok: true; state: State } | { ok: false; reason: string };

/** The record of a line, in its form; or why it is refused, without repeating a value. */
export function parseLine<State>(
  line: Line,
  parse: (record: unknown) => ParsedRecord<State>,
): ParsedRecord<State> {
  if (line.fault) return { ok: false, reason: line.fault };
  let record: unknown;
  try {
    record = JSON.parse(line.text);
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
  return parse(record);
}

/** A record in the form of a schema. */
export function parseRecord<Form extends z.ZodType>(
  schema: Form,
  record: unknown,
): ParsedRecord<z.output<Form>> {
  const parsed = schema.safeParse(record);
  return parsed.success
    ? { ok: true, state: parsed.data }
    : { ok: false, reason: reasonOf(parsed.error) };
}

/** Names the place and the rule, never the value: a report must not leak personal data. */
function reasonOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`)
    .join('; ');
}
