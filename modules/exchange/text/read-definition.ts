import { type Document, LineCounter, parseDocument } from 'yaml';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import { placeOf } from '../../../platform/text/text-place.ts';
import { Definition } from '../definition.ts';
import { checkDefinition } from './check-definition.ts';
import type { DefinitionFinding, DefinitionProblem } from './definition-problem.ts';
import { fromTodaysText, isTodaysText } from './todays-text.ts';

export interface DefinitionFile {
  file: string;
  text: string;
}

export type DefinitionReading =
  | { ok: true; definition: Definition }
  | { ok: false; problems: DefinitionProblem[] };

/**
 * Reads the text of one data set, in the platform's form or in that of today's state platform. What
 * is wrong comes back all at once, each problem with its place and what was most likely meant. Pure.
 */
export function readDefinition({ file, text }: DefinitionFile): DefinitionReading {
  const lines = new LineCounter();
  const malformed = (offset: number, found: string): DefinitionProblem => {
    const { line, col } = lines.linePos(offset);
    return { code: 'yaml-malformed', path: [], file, line, column: col, found };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length > 0) {
      const problems = document.errors.map((error) => malformed(error.pos[0], error.message));
      return { ok: false, problems };
    }
    return readDocument(document, (finding) => ({
      ...finding,
      file,
      ...placeOf(finding, document, lines),
    }));
  } catch (error) {
    // Aliases, which the format does not have, or a nesting that no stack can hold.
    return { ok: false, problems: [malformed(0, (error as Error).message)] };
  }
}

function readDocument(
  document: Document,
  place: (finding: DefinitionFinding) => DefinitionProblem,
): DefinitionReading {
  // Without aliases: they could refer to themselves, or grow beyond measure.
  const written: unknown = document.toJS({ maxAliasCount: 0 });
  const { definition, findings } = isTodaysText(written)
    ? fromTodaysText(written)
    : fromOwnText(written);
  if (definition && findings.length === 0) return { ok: true, definition };
  const problems = findings.map(place).sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, problems };
}

function fromOwnText(written: unknown): {
  definition?: Definition;
  findings: DefinitionFinding[];
} {
  const parsed = Definition.safeParse(written);
  return parsed.success
    ? { definition: parsed.data, findings: checkDefinition(parsed.data) }
    : { findings: findingsOfSchema(Definition, parsed.error.issues, written) };
}
