import { checkCondition } from '../text/check-condition.ts';
import { checkVersions } from '../text/check-versions.ts';
import type { KnownCodes } from '../text/known-codes.ts';
import { type PlacedReading, readPlaced } from '../text/read-placed.ts';
import type { ReliefFinding, ReliefProblem } from '../text/relief-problem.ts';
import { checkDefinitionUse, definitionsNamed } from './check-definition-use.ts';
import { conditionsIn } from './condition-walk.ts';
import { Definition } from './definition.ts';

/**
 * Reads the texts of definitions, all problems at once: each text on its own, then what they name of
 * each other and of the definitions that are `known` besides. One of a text stands before a known one
 * of the same code. Pure.
 */
export function readDefinitions(
  files: readonly { file: string; text: string }[],
  codes: KnownCodes,
  known: readonly Definition[] = [],
): { definitions: Definition[]; problems: ReliefProblem[] } {
  const readings: (PlacedReading<Definition> & { file: string })[] = [];
  const problems: ReliefProblem[] = [];
  for (const file of files) {
    const reading = readPlaced(file, Definition);
    const findings = reading.ok ? checkDefinition(reading.value, codes) : [];
    if (!reading.ok) problems.push(...reading.problems);
    else if (findings.length > 0) problems.push(...reading.place(findings));
    if (reading.ok) readings.push({ ...reading, file: file.file });
  }
  const stated = readings.map(({ value }) => value);
  const all = [...stated, ...known.filter(({ code }) => !stated.some((one) => one.code === code))];
  readings.forEach(({ value, place }, position) => {
    const first = readings.findIndex((one) => one.value.code === value.code);
    if (first < position) {
      const found = `${value.code} (${readings[first]?.file})`;
      problems.push(...place([{ code: 'definition-code-twice', path: ['code'], found }]));
    }
    problems.push(...place(checkNames(value, all)));
  });
  return { definitions: stated, problems };
}

function checkDefinition({ versions }: Definition, codes: KnownCodes): ReliefFinding[] {
  return [
    ...checkVersions(versions),
    ...versions.flatMap(({ condition }, position) =>
      checkCondition(condition, ['versions', position, 'condition'], codes),
    ),
  ];
}

/** What a definition names: unknown ones, ones that ask too far, and circles. */
function checkNames(definition: Definition, all: readonly Definition[]): ReliefFinding[] {
  const known = new Map(all.map((one) => [one.code, one]));
  return definition.versions.flatMap(({ condition }, position) => {
    const path = ['versions', position, 'condition'];
    const places = [...conditionsIn(condition, path)];
    const circles = places.flatMap(({ condition: one, path: place }): ReliefFinding[] => {
      if (!('definition' in one) || !reaches(one.definition, definition.code, known)) return [];
      return [{ code: 'definition-circle', path: [...place, 'definition'], found: one.definition }];
    });
    return [...checkDefinitionUse(places, all), ...circles];
  });
}

/** Whether a definition comes, by those that it names, to another. */
function reaches(from: string, to: string, known: ReadonlyMap<string, Definition>): boolean {
  const seen = new Set<string>();
  const next = [from];
  for (let code = next.pop(); code !== undefined; code = next.pop()) {
    if (code === to) return true;
    if (seen.has(code)) continue;
    seen.add(code);
    for (const { condition } of known.get(code)?.versions ?? []) {
      next.push(...definitionsNamed(condition));
    }
  }
  return false;
}
