import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import {
  problemLine,
  problemSentence,
  type TextFinding,
  type TextProblem,
} from '../../../platform/text/text-problem.ts';
import { MAPPING_TEXT_ERRORS, type MappingTextCode } from '../errors.ts';

/** Something wrong with the text of a mapping, before it is known where it stands. */
export type MappingFinding = TextFinding<MappingTextCode>;

/** A finding with its place in a file; lines and columns count from 1. */
export type MappingProblem = TextProblem<MappingTextCode>;

/** One line for a terminal: `mapping.yaml:12:9 mapping-field-unknown "stauts": …`. */
export function mappingProblemText(problem: MappingProblem, language: 'lv' | 'en'): string {
  return problemLine(problem, MAPPING_TEXT_ERRORS, language);
}

/** A problem as who wrote the text reads it over HTTP. */
export function withSentences(problem: MappingProblem): MappingProblem & LocalizedText {
  const lv = problemSentence(problem, MAPPING_TEXT_ERRORS, 'lv');
  return { ...problem, lv, en: problemSentence(problem, MAPPING_TEXT_ERRORS, 'en') };
}
