/**
 * The door of the reliefs: the catalogue, texts and sentences, periods, explanations. The pure files of
 * the calculation are imported as they are.
 */
export type { BasketLine, Candidate } from './calculation.ts';
export type { CatalogueRelief } from './catalogue.ts';
export type { Verdict } from './condition.ts';
export { entitlementPeriods, type Grantors } from './entitlement-periods.ts';
export { reliefErrors } from './errors.ts';
export type { Concepts } from './evaluate-condition.ts';
export type { Explanation } from './explain-condition.ts';
export { explainRelief, type ReliefExplanation } from './explain-relief.ts';
export { exportRelief } from './export-relief.ts';
export { importReliefs } from './import-reliefs.ts';
export type { Instruction } from './instruction.ts';
export { makeGrantors } from './make-grantors.ts';
export { type GeneratedFile, generatedFiles } from './pages/relief-pages.ts';
export { PUBLIC_REASONS } from './public-reasons.ts';
export {
  type CatalogueReader,
  getRelief,
  makeCatalogueReader,
  readCatalogue,
} from './read-catalogue.ts';
export { type ReliefFile, readReliefs } from './relief-text.ts';
export { reliefRoutes } from './routes.ts';
export { explanationSentence } from './sentences/explanation-sentence.ts';
export { instructionSentences } from './sentences/relief-sentence.ts';
export { type CodeNames, inlineText, listText } from './sentences/words.ts';
export { findCases, readReliefFiles } from './text/read-relief-files.ts';
export { problemText, type ReliefProblem } from './text/relief-problem.ts';
