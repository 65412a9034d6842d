import type { LocalizedText } from '../i18n/localized-text.ts';

/** Where in a text something stands: keys and positions from the top. */
export type TextPath = readonly (string | number)[];

/** Something wrong with what a text says, before it is known where in the text it stands. */
export interface TextFinding<Code extends string> {
  code: Code;
  path: TextPath;
  /** True when the name of the field is wrong, not its value. */
  atKey?: boolean;
  found?: string | undefined;
  /** What would fit. */
  expected?: readonly string[] | undefined;
  /** What was most likely meant. */
  suggestion?: string | undefined;
}

/** A finding with its place in a file; lines and columns count from 1. */
export interface TextProblem<Code extends string> extends TextFinding<Code> {
  file: string;
  line: number;
  column: number;
}

/** One line for a terminal: `reliefs/x.yaml:12:9 fact-unknown "residense": …`. */
export function problemLine<Code extends string>(
  problem: TextProblem<Code>,
  sentenceOf: Readonly<Record<Code, LocalizedText>>,
  language: 'lv' | 'en',
): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const found = problem.found === undefined ? '' : ` "${problem.found}"`;
  return `${place} ${problem.code}${found}: ${problemSentence(problem, sentenceOf, language)}`;
}

/** What is wrong, with what was most likely meant or what would fit. */
export function problemSentence<Code extends string>(
  problem: TextFinding<Code>,
  sentenceOf: Readonly<Record<Code, LocalizedText>>,
  language: 'lv' | 'en',
): string {
  const words = WORDS[language];
  const sentences: string[] = [sentenceOf[problem.code][language]];
  if (problem.suggestion !== undefined) {
    sentences.push(words.suggestion.replace('{}', problem.suggestion));
  } else if (problem.expected && problem.expected.length > 0) {
    sentences.push(words.expected.replace('{}', problem.expected.join(', ')));
  }
  return sentences.join(' ');
}

const WORDS = {
  lv: { suggestion: 'Varbūt domāts "{}"?', expected: 'Der: {}.' },
  en: { suggestion: 'Did you mean "{}"?', expected: 'What fits: {}.' },
};
