import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import {
  problemLine,
  problemSentence,
  type TextFinding,
  type TextProblem,
} from '../../../platform/text/text-problem.ts';
import { DATA_SET_TEXT_ERRORS, type DataSetTextCode } from './errors.ts';

/** Something wrong with the text of a data set, before it is known where it stands. */
export type DefinitionFinding = TextFinding<DataSetTextCode>;

/** A finding with its place in a file; lines and columns count from 1. */
export type DefinitionProblem = TextProblem<DataSetTextCode>;

/** One line for a terminal: `documents.yaml:12:9 named-field-unknown "Persn": …`. */
export function definitionProblemText(problem: DefinitionProblem, language: 'lv' | 'en'): string {
  return problemLine(problem, DATA_SET_TEXT_ERRORS, language);
}

/** A problem as who wrote the text reads it over HTTP. */
export function withSentences(problem: DefinitionProblem): DefinitionProblem & LocalizedText {
  const lv = problemSentence(problem, DATA_SET_TEXT_ERRORS, 'lv');
  return { ...problem, lv, en: problemSentence(problem, DATA_SET_TEXT_ERRORS, 'en') };
}
