/** The door of the reliefs: conditions and their periods, the calculation, texts, the catalogue. */

export * from './amounts-of-units.ts';
export * from './calculate.ts';
export type * from './calculation.ts';
export { type CatalogueRelief, type CatalogueVersion, statedRelief } from './catalogue.ts';
export { Condition, RELATIONS, type Relation, type Verdict } from './condition.ts';
export * from './entitlement-periods.ts';
export { reliefErrors } from './errors.ts';
export { type Concepts, evaluateCondition, type Subject } from './evaluate-condition.ts';
export { decisivePart, type Explanation, explainCondition } from './explain-condition.ts';
export { explainRelief, type ReliefExplanation } from './explain-relief.ts';
export { exportRelief, reliefText } from './export-relief.ts';
export { type ImportedRelief, importReliefs } from './import-reliefs.ts';
export { Grantor, Instruction, Relief } from './instruction.ts';
export { makeGrantors } from './make-grantors.ts';
export * from './occasion.ts';
export { type GeneratedFile, generatedFiles } from './pages/relief-pages.ts';
export * from './public-reasons.ts';
export * from './quota-period.ts';
export {
  type CatalogueReader,
  getRelief,
  makeCatalogueReader,
  readCatalogue,
} from './read-catalogue.ts';
export * from './reasons.ts';
export * from './relief-text.ts';
export { reliefRoutes } from './routes.ts';
export { conditionSentence } from './sentences/condition-sentence.ts';
export { explanationSentence, periodText } from './sentences/explanation-sentence.ts';
export {
  grantorText,
  type InstructionSentences,
  instructionSentences,
  quotaSentence,
} from './sentences/relief-sentence.ts';
export { type CodeNames, inlineText, listText, type SentenceTree } from './sentences/words.ts';
export type { KnownCodes } from './text/known-codes.ts';
export { findCases, readReliefFiles } from './text/read-relief-files.ts';
export { problemText, type ReliefProblem } from './text/relief-problem.ts';
