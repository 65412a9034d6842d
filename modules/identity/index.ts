/** The door of identity: who is asking, from a browser or with the access key of an official. */
export { auditRoutes } from './auditing/audit-routes.ts';
export { identityErrors } from './errors.ts';
export { mandateRoutes } from './mandates/mandate-routes.ts';
export { findOfficialByKey, officialAuthenticator } from './official-authenticator.ts';
export { addOfficial, endOfficial, giveOfficialKey, listOfficials } from './officials.ts';
export { purgeSessions } from './purge-sessions.ts';
export { identityRoutes } from './routes.ts';
export { sessionAuthenticator } from './session-authenticator.ts';
