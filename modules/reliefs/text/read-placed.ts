import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import { placeOf } from '../../../platform/text/text-place.ts';
import type { ReliefFinding, ReliefProblem } from './relief-problem.ts';

/** What was read of a text, and how to say where in it something stands. */
export interface PlacedReading<Value> {
  value: Value;
  /** As it was written: euros and percentages, nothing added. */
  written: unknown;
  /** The findings with their places, from the top down. */
  place(findings: readonly ReliefFinding[]): ReliefProblem[];
}

/**
 * Reads one YAML text by a schema. What is wrong comes back all at once, each problem with its line
 * and column, what was found and what was most likely meant. Pure: editors use it too.
 */
export function readPlaced<Schema extends z.ZodType>(
  { file, text }: { file: string; text: string },
  schema: Schema,
): ({ ok: true } & PlacedReading<z.output<Schema>>) | { ok: false; problems: ReliefProblem[] } {
  const lines = new LineCounter();
  const malformed = (offset: number, found: string): ReliefProblem => {
    const { line, col } = lines.linePos(offset);
    return { code: 'yaml-malformed', path: [], file, line, column: col, found };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0) {
      const problems = document.errors.map((error) => malformed(error.pos[0], error.message));
      return { ok: false, problems };
    }
    // Without aliases: they could refer to themselves, or grow beyond measure.
    const written: unknown = document.toJS({ maxAliasCount: 0 });
    const place = placing(file, document, lines);
    const parsed = schema.safeParse(written);
    if (parsed.success) return { ok: true, value: parsed.data, written, place };
    return { ok: false, problems: place(findingsOfSchema(schema, parsed.error.issues, written)) };
  } catch (error) {
    // Aliases, which the format does not have, or a nesting that no stack can hold.
    return { ok: false, problems: [malformed(0, (error as Error).message)] };
  }
}

function placing(
  file: string,
  document: Document,
  lines: LineCounter,
): PlacedReading<unknown>['place'] {
  return (findings) =>
    findings
      .map((finding) => ({ ...finding, file, ...placeOf(finding, document, lines) }))
      .sort((a, b) => a.line - b.line || a.column - b.column);
}
