import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/** The parts of a version, in the order in which they are told. */
export const COMPARED_SECTIONS = [
  'relief',
  'period',
  'condition',
  'benefits',
  'quotas',
  'budget',
  'shares',
  'terms',
] as const;
export type ComparedSection = (typeof COMPARED_SECTIONS)[number];

/** One difference in words: something came (`after` alone), went (`before` alone), or changed. */
export interface Difference {
  section: ComparedSection;
  before?: LocalizedText;
  after?: LocalizedText;
  /** Of a part of a condition: one of which all are asked, or one of which some are. */
  as?: 'requirement' | 'alternative';
  /** The alternative in which that part stands. */
  within?: LocalizedText;
}

/** Two versions, compared. */
export interface Comparison {
  differences: Difference[];
  /** What follows for people: only what is certain. */
  meaning: LocalizedText[];
}
