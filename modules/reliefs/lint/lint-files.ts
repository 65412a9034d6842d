import { LineCounter, parseDocument } from 'yaml';
import type { Language } from '../../../platform/i18n/localized-text.ts';
import { placeOf } from '../../../platform/text/text-place.ts';
import { Definition } from '../definitions/definition.ts';
import { isDefinitionText } from '../definitions/definition-text.ts';
import { makeDefinitions } from '../definitions/resolve-definitions.ts';
import { type ReliefFile, readReliefs } from '../relief-text.ts';
import type { KnownCodes } from '../text/known-codes.ts';
import { readPlaced } from '../text/read-placed.ts';
import type { ReliefProblem } from '../text/relief-problem.ts';
import { lintDefinition } from './lint-definition.ts';
import type { Supply } from './lint-facts.ts';
import type { LintFinding } from './lint-finding.ts';
import { lintPriorities } from './lint-priorities.ts';
import { lintRelief } from './lint-relief.ts';
import { LINT_RULES } from './lint-rules.ts';
import { lintShared } from './lint-shared.ts';

interface Place {
  line: number;
  column: number;
}

/** A finding with its place in a file; lines and columns count from 1. */
export interface PlacedFinding extends Place {
  file: string;
  finding: LintFinding;
  other?: Place;
}

/** By what files are judged. */
export interface LintBasis {
  codes: KnownCodes;
  /** Definitions that the files may name besides their own. */
  definitions?: readonly Definition[];
  /** What the connected registers state; where it is not said, everything is held to be stated. */
  supply?: Supply;
}

/**
 * Lints the files of reliefs and definitions, each by itself and all together. What `validate`
 * refuses comes back as problems; the linter says nothing about these files. Pure: editors use it too.
 */
export function lintFiles(
  files: readonly ReliefFile[],
  { codes, definitions = [], supply }: LintBasis,
): { problems: ReliefProblem[]; findings: PlacedFinding[] } {
  const reading = readReliefs(files, codes, definitions);
  const resolver = makeDefinitions([...reading.definitions, ...definitions]);
  const terms = { concepts: codes, supply };
  const reliefs = reading.reliefs.map(({ file, relief }) => {
    return { file, relief: { ...relief, versions: relief.versions.map(resolver.resolve) } };
  });
  const shared = [...lintPriorities(reliefs, codes), ...lintShared(reliefs)];
  const found = new Map<string, LintFinding[]>();
  for (const { file, relief } of reliefs) {
    const among = shared.filter((one) => one.file === file).map(({ finding }) => finding);
    found.set(file, [...lintRelief(relief, terms), ...among]);
  }
  const unread = new Set(reading.problems.map(({ file }) => file));
  for (const file of files) {
    if (unread.has(file.file) || !isDefinitionText(file.text)) continue;
    const definition = readPlaced(file, Definition);
    if (definition.ok)
      found.set(file.file, lintDefinition(definition.value, { resolver, ...terms }));
  }
  const findings = files.flatMap((file) => placed(file, found.get(file.file) ?? []));
  return { problems: reading.problems, findings };
}

function placed({ file, text }: ReliefFile, findings: readonly LintFinding[]): PlacedFinding[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return findings
    .map((finding) => {
      const place = { file, finding, ...placeOf(finding, document, lines) };
      if (!finding.other) return place;
      return { ...place, other: placeOf({ path: finding.other }, document, lines) };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** One line for a terminal: `reliefs/x.yaml:12:9 warning age-gap "…": … See 14:9.` */
export function findingText(placedFinding: PlacedFinding, language: Language): string {
  const { file, line, column, finding, other } = placedFinding;
  const rule = LINT_RULES[finding.code];
  const found = finding.found === undefined ? '' : ` "${finding.found}"`;
  const see = other ? ` ${SEE[language]} ${other.line}:${other.column}.` : '';
  return `${file}:${line}:${column} ${rule.severity} ${finding.code}${found}: ${rule[language]}${see}`;
}

const SEE: Readonly<Record<Language, string>> = { lv: 'Skat.', en: 'See' };

/** Whether what was found certainly does nothing as it stands. */
export function isLintError({ finding }: PlacedFinding): boolean {
  return LINT_RULES[finding.code].severity === 'error';
}
