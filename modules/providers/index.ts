/** The door of the providers: agreements, IDS and their access keys, terminals, catalogues. */
export { hashAccessKey, makeAccessKeyText, readAccessKeyId } from './access-key.ts';
export {
  type AuthenticateAccessKey,
  type IdsActor,
  makeAccessKeyCheck,
} from './authenticate-access-key.ts';
export { createAccessKey, type NewAccessKey } from './create-access-key.ts';
export { providerErrors } from './errors.ts';
export { idsAuthenticator } from './ids-authenticator.ts';
export { type Item, listItems, listTerminals, type Terminal } from './list-catalogue.ts';
export { loadProviders, type ProvidersLoaded } from './load-providers.ts';
export {
  type AgreementStatement,
  type ProviderStatement,
  ProviderStatements,
} from './provider-statement.ts';
export { revokeAccessKey } from './revoke-access-key.ts';
export { rotateAccessKey } from './rotate-access-key.ts';
export { providerRoutes } from './routes.ts';
export { addSimulatedAccessKeys, simulatedAccessKey } from './simulated-access-key.ts';
