/** The door of the providers: agreements, IDS and their access keys, terminals, catalogues. */
export { hashAccessKey, makeAccessKeyText } from './access-key.ts';
export { makeAccessKeyCheck } from './authenticate-access-key.ts';
export { createAccessKey } from './create-access-key.ts';
export { providerErrors } from './errors.ts';
export { idsAuthenticator } from './ids-authenticator.ts';
export { listItems, listTerminals } from './list-catalogue.ts';
export { loadProviders } from './load-providers.ts';
export { ownTerminalRoutes } from './own-terminal-routes.ts';
export {
  type AgreementStatement,
  type ProviderStatement,
  ProviderStatements,
} from './provider-statement.ts';
export { revokeAccessKey } from './revoke-access-key.ts';
export { rotateAccessKey } from './rotate-access-key.ts';
export { providerRoutes } from './routes.ts';
export { addSimulatedAccessKeys, simulatedAccessKey } from './simulated-access-key.ts';
