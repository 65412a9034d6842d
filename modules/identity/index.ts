/** The door of identity: who is asking, from a browser. */
export { identityErrors } from './errors.ts';
export { purgeSessions } from './purge-sessions.ts';
export { identityRoutes } from './routes.ts';
export { sessionAuthenticator } from './session-authenticator.ts';
