/** The door of the exchange: data sets of institutions, and the systems that fill and read them. */
export { endDataSet, proposeDataSet, publishDataSet } from './data-sets/change-state.ts';
export { defineDataSet } from './data-sets/define-data-set.ts';
export { listDataSets } from './data-sets/list-data-sets.ts';
export { exchangeErrors } from './errors.ts';
export { purgeUploads } from './intake/purge-uploads.ts';
export { takeUpload } from './intake/take-upload.ts';
export { streamChanges } from './reading/read-changes.ts';
export { exchangeRoutes } from './routes.ts';
export { addInformationSystem } from './systems/add-information-system.ts';
export { createSystemKey } from './systems/create-system-key.ts';
export { revokeSystemKey } from './systems/revoke-system-key.ts';
export { systemAuthenticator } from './systems/system-authenticator.ts';
export { type DefinitionProblem, definitionProblemText } from './text/definition-problem.ts';
export { readDefinition } from './text/read-definition.ts';
