import { parse } from 'yaml';

/** What an example of a page states. */
export type ExampleKind = 'condition' | 'instruction' | 'instructions';

/** An example of a page: a block of YAML, and the table of what comes out of it. */
export interface PageExample {
  /** File and line of the block. */
  place: string;
  kind: ExampleKind;
  written: unknown;
  /** One record for each row, by the columns of the table. */
  rows: { place: string; cells: Readonly<Record<string, string>> }[];
}

const BLOCK = /^```yaml (condition|instruction|instructions)$/;

/** The examples of a Markdown page, in their order. Throws for one without a table. */
export function readPageExamples(file: string, text: string): PageExample[] {
  const lines = text.split('\n');
  const examples: PageExample[] = [];
  lines.forEach((line, index) => {
    const kind = BLOCK.exec(line)?.[1] as ExampleKind | undefined;
    if (!kind) return;
    const end = lines.indexOf('```', index);
    const place = `${file}:${index + 1}`;
    const rows = tableAfter(lines, end + 1, file);
    if (rows.length === 0) throw new Error(`${place}: no table stands below the example.`);
    examples.push({ place, kind, written: parse(lines.slice(index + 1, end).join('\n')), rows });
  });
  return examples;
}

function tableAfter(lines: readonly string[], from: number, file: string): PageExample['rows'] {
  const start = lines.findIndex((line, index) => index >= from && line !== '');
  let end = start;
  while (lines[end]?.startsWith('|')) end += 1;
  const [header, , ...body] = lines.slice(start, end);
  if (header === undefined) return [];
  const columns = cellsOf(header);
  return body.map((line, index) => {
    const place = `${file}:${start + index + 3}`;
    const cells = cellsOf(line);
    if (cells.length !== columns.length) throw new Error(`${place}: ${columns.length} cells.`);
    return { place, cells: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])) };
  });
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}
