/**
 * The door of the reliefs: the catalogue, texts and sentences, periods, explanations. The pure files of
 * the calculation are imported as they are.
 */
export type { BasketLine, Candidate } from './calculation.ts';
export type { CatalogueRelief } from './catalogue.ts';
export { type ComparedVersion, compareVersions } from './compare/compare-versions.ts';
export { comparisonText } from './compare/comparison-text.ts';
export { findVersion } from './compare/find-version.ts';
export { comparisonRoutes } from './compare/routes.ts';
export { compileConditions } from './compiled/compile-conditions.ts';
export { NO } from './compiled/verdict-codes.ts';
export type { Relation, Verdict } from './condition.ts';
export { askedKindsOf } from './conditions/asked-kinds.ts';
export { resolveGrantor } from './conditions/givings.ts';
export { type Concepts, currentFacts } from './conditions/subject.ts';
export { definitionText } from './definitions/definition-text.ts';
export { describeDefinition, listDefinitions } from './definitions/list-definitions.ts';
export { makeDefinitions } from './definitions/resolve-definitions.ts';
export { definitionRoutes } from './definitions/routes.ts';
export { entitlementPeriods } from './entitlement-periods.ts';
export { reliefErrors } from './errors.ts';
export { type Explanation, explainCondition } from './explain-condition.ts';
export { explainRelief, type ReliefExplanation } from './explaining/explain-relief.ts';
export { missingFacts } from './explaining/missing-facts.ts';
export { explainingRoutes } from './explaining/routes.ts';
export { exportCatalogue, exportCatalogueJson, filesOfCatalogue } from './export-catalogue.ts';
export { exportRelief } from './export-relief.ts';
export type { Instruction } from './instruction.ts';
export { findingText, isLintError, lintFiles } from './lint/lint-files.ts';
export { LINT_RULES } from './lint/lint-rules.ts';
export { type AllGrantors, makeGrantors } from './make-grantors.ts';
export { readCodeNames } from './pages/read-code-names.ts';
export { type GeneratedFile, generatedFiles } from './pages/relief-pages.ts';
export { PUBLIC_REASONS } from './public-reasons.ts';
export { addDraft } from './publishing/add-draft.ts';
export { publishDraft, rejectDraft, reviewDraft } from './publishing/decide-draft.ts';
export { type DescribedDraft, describeDrafts } from './publishing/describe-drafts.ts';
export { draftStated } from './publishing/draft-stated.ts';
export { fillCatalogue, importReliefs, renewCatalogue } from './publishing/import-reliefs.ts';
export { getDraft, listDrafts } from './publishing/list-drafts.ts';
export type { PublishedChange } from './publishing/publish-reliefs.ts';
export { type ProposedRelief, readProposal } from './publishing/read-proposal.ts';
export { publishingRoutes } from './publishing/routes.ts';
export { withdrawRelief } from './publishing/withdraw-relief.ts';
export {
  type CatalogueReader,
  catalogueMark,
  getRelief,
  makeCatalogueReader,
  readCatalogue,
} from './read-catalogue.ts';
export { type ReliefFile, readReliefs } from './relief-text.ts';
export { reliefRoutes } from './routes.ts';
export { explanationSentence } from './sentences/explanation-sentence.ts';
export { missingFactSentence } from './sentences/missing-fact-sentence.ts';
export { askedReasonOf, Reason, reasonOf } from './sentences/reason-tree.ts';
export { instructionSentences, quotaSentence } from './sentences/relief-sentence.ts';
export { type CodeNames, eurosText, listText } from './sentences/words.ts';
export { settingOfRelief } from './setting-of-relief.ts';
export { everGivenSql } from './sql-engine/ever-given-sql.ts';
export { type Grant, grantSql } from './sql-engine/grant-sql.ts';
export { makePopulation } from './sql-engine/population.ts';
export { findCases, readReliefFiles } from './text/read-relief-files.ts';
export { problemText, type ReliefProblem } from './text/relief-problem.ts';
export { intersectPeriods } from './verdict-timeline.ts';
