import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
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
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false };
    const document = parseDocument(text, options);
    const [error] = document.errors;
    if (error) return { ok: false, problems: [malformed(error.pos[0], error.message)] };
    const repeated = findRepeatedKey(document);
    if (repeated !== undefined) {
      return { ok: false, problems: [malformed(repeated, 'Map keys must be unique')] };
    }
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

/**
 * Where the first key stands that its map has already. The parser's own look compares each key with all
 * others: 10,000 of them held the server for seconds.
 */
function findRepeatedKey(document: Document): number | undefined {
  let place: number | undefined;
  visit(document, {
    Map: (_, { items }) => {
      const known = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (known.has(key.value)) {
          place = key.range?.[0] ?? 0;
          return visit.BREAK;
        }
        known.add(key.value);
      }
      return undefined;
    },
  });
  return place;
}
