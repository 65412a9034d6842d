import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { findingsOfSchema } from '../../platform/text/schema-findings.ts';
import { placeOf } from '../../platform/text/text-place.ts';
import { Relief } from './instruction.ts';
import { checkRelief } from './text/check-relief.ts';
import type { KnownCodes } from './text/known-codes.ts';
import type { ReliefFinding, ReliefProblem } from './text/relief-problem.ts';

/** A relief as its author wrote it: euros and percentages, nothing added. */
export type WrittenRelief = z.input<typeof Relief>;

export interface ReliefFile {
  file: string;
  text: string;
}

export interface ReadRelief {
  file: string;
  relief: Relief;
  written: WrittenRelief;
}

export type ReliefReading =
  | { ok: true; read: ReadRelief }
  | { ok: false; problems: ReliefProblem[] };

/**
 * Reads the text of one relief. What is wrong comes back all at once, each problem with its line
 * and column, what was found and what was most likely meant. Pure: editors use it too.
 */
export function readRelief(one: ReliefFile, codes: KnownCodes): ReliefReading {
  const lines = new LineCounter();
  const malformed = (offset: number, found: string): ReliefProblem => {
    const { line, col } = lines.linePos(offset);
    return { code: 'yaml-malformed', path: [], file: one.file, line, column: col, found };
  };
  try {
    const document = parseDocument(one.text, { lineCounter: lines, prettyErrors: false });
    if (document.errors.length === 0) return readDocument(one.file, { document, lines }, codes);
    const problems = document.errors.map((error) => malformed(error.pos[0], error.message));
    return { ok: false, problems };
  } catch (error) {
    // Aliases, which the format does not have, or a nesting that no stack can hold.
    return { ok: false, problems: [malformed(0, (error as Error).message)] };
  }
}

function readDocument(
  file: string,
  { document, lines }: { document: Document; lines: LineCounter },
  codes: KnownCodes,
): ReliefReading {
  // Without aliases: they could refer to themselves, or grow beyond measure.
  const written: unknown = document.toJS({ maxAliasCount: 0 });
  const parsed = Relief.safeParse(written);
  const findings: ReliefFinding[] = parsed.success
    ? checkRelief(parsed.data, codes)
    : findingsOfSchema(Relief, parsed.error.issues, written);
  if (parsed.success && findings.length === 0) {
    return { ok: true, read: { file, relief: parsed.data, written: written as WrittenRelief } };
  }
  const problems = findings
    .map((finding) => ({ ...finding, file, ...placeOf(finding, document, lines) }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, problems };
}

/** Reads all files of a catalogue; a code may stand in one file only. */
export function readReliefs(
  files: readonly ReliefFile[],
  codes: KnownCodes,
): { reliefs: ReadRelief[]; problems: ReliefProblem[] } {
  const reliefs: ReadRelief[] = [];
  const problems: ReliefProblem[] = [];
  for (const one of files) {
    const reading = readRelief(one, codes);
    if (!reading.ok) {
      problems.push(...reading.problems);
      continue;
    }
    const { code } = reading.read.relief;
    const first = reliefs.find(({ relief }) => relief.code === code);
    if (first) {
      const found = `${code} (${first.file})`;
      const place = { file: one.file, ...placeOfCode(one.text) };
      problems.push({ code: 'relief-code-twice', path: ['code'], found, ...place });
    } else reliefs.push(reading.read);
  }
  return { reliefs, problems };
}

function placeOfCode(text: string): { line: number; column: number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return placeOf({ path: ['code'] }, document, lines);
}
