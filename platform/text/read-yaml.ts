import { LineCounter, parseDocument } from 'yaml';
import { placeOf } from './text-place.ts';
import type { TextFinding, TextProblem } from './text-problem.ts';

/** The findings with their places in the file, from the top down. */
export type Placing = <Code extends string>(
  findings: readonly TextFinding<Code>[],
) => TextProblem<Code>[];

export type YamlReading =
  | { ok: true; written: unknown; place: Placing }
  | { ok: false; problems: TextProblem<'yaml-malformed'>[] };

/**
 * Reads a YAML text that people write: what it states, and how to say where in it something stands.
 * Of what is no YAML only the first mistake is told: what follows is mostly wrong because of it. Pure:
 * editors use it too.
 */
export function readYaml({ file, text }: { file: string; text: string }): YamlReading {
  const lines = new LineCounter();
  const malformed = (offset: number, found: string): TextProblem<'yaml-malformed'> => {
    const { line, col } = lines.linePos(offset);
    return { code: 'yaml-malformed', path: [], file, line, column: col, found };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error) return { ok: false, problems: [malformed(error.pos[0], error.message)] };
    const place: Placing = (findings) =>
      findings
        .map((finding) => ({ ...finding, file, ...placeOf(finding, document, lines) }))
        .sort((a, b) => a.line - b.line || a.column - b.column);
    // Without aliases: they could refer to themselves, or grow beyond measure.
    return { ok: true, written: document.toJS({ maxAliasCount: 0 }), place };
  } catch (error) {
    // Aliases, which no format here has, or a nesting that no stack can hold.
    return { ok: false, problems: [malformed(0, (error as Error).message)] };
  }
}
