import type { z } from 'zod';
import { checkDefinitionUse } from './definitions/check-definition-use.ts';
import { conditionsOf } from './definitions/condition-walk.ts';
import type { Definition } from './definitions/definition.ts';
import { isDefinitionText } from './definitions/definition-text.ts';
import { readDefinitions } from './definitions/read-definitions.ts';
import { Relief } from './instruction.ts';
import { checkRelief } from './text/check-relief.ts';
import type { KnownCodes } from './text/known-codes.ts';
import { type PlacedReading, readPlaced } from './text/read-placed.ts';
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
  | { ok: true; read: ReadRelief; place: PlacedReading<Relief>['place'] }
  | { ok: false; problems: ReliefProblem[] };

/**
 * Reads the text of one relief. What is wrong comes back all at once, each problem with its line
 * and column, what was found and what was most likely meant. Pure: editors use it too.
 *
 * @param definitions those that the relief may name
 */
export function readRelief(
  one: ReliefFile,
  codes: KnownCodes,
  definitions: readonly Definition[] = [],
): ReliefReading {
  const reading = readPlaced(one, Relief);
  if (!reading.ok) return reading;
  const { value: relief, written, place } = reading;
  const findings = [...checkRelief(relief, codes), ...checkNames(relief, definitions)];
  if (findings.length > 0) return { ok: false, problems: place(findings) };
  const read = { file: one.file, relief, written: written as WrittenRelief };
  return { ok: true, read, place };
}

function checkNames(relief: Relief, definitions: readonly Definition[]): ReliefFinding[] {
  return relief.versions.flatMap((version, position) =>
    checkDefinitionUse(conditionsOf(version, ['versions', position]), definitions),
  );
}

/**
 * Reads all files of a catalogue, definitions among them; a code may stand in one file only.
 *
 * @param known published definitions that the files may name besides their own
 */
export function readReliefs(
  files: readonly ReliefFile[],
  codes: KnownCodes,
  known: readonly Definition[] = [],
): { reliefs: ReadRelief[]; definitions: Definition[]; problems: ReliefProblem[] } {
  const stated = files.filter(({ text }) => isDefinitionText(text));
  const { definitions, problems } = readDefinitions(stated, codes, known);
  const reliefs: ReadRelief[] = [];
  for (const one of files) {
    if (stated.includes(one)) continue;
    const reading = readRelief(one, codes, [...definitions, ...known]);
    if (!reading.ok) {
      problems.push(...reading.problems);
      continue;
    }
    const { code } = reading.read.relief;
    const first = reliefs.find(({ relief }) => relief.code === code);
    if (first) {
      const found = `${code} (${first.file})`;
      problems.push(...reading.place([{ code: 'relief-code-twice', path: ['code'], found }]));
    } else reliefs.push(reading.read);
  }
  return { reliefs, definitions, problems };
}
