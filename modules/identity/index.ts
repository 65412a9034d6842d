/** The door of identity: who is asking, from a browser or with the access key of an official. */
export { alertRoutes } from './alerts/alert-routes.ts';
export { watchLooks } from './alerts/watch-looks.ts';
export { auditRoutes } from './auditing/audit-routes.ts';
export { lookRoutes } from './auditing/look-routes.ts';
export { personTokenAuthenticator } from './cli-client/person-token-authenticator.ts';
export {
  type ActToConfirm,
  beginConfirmation,
  demandConfirmation,
} from './confirmations/confirm-act.ts';
export { ConfirmationAnswer, ConfirmationQuery } from './confirmations/confirmation-routes.ts';
export type { Confirmer } from './confirmations/confirmer.ts';
export { listConfirmers } from './confirmations/list-confirmers.ts';
export { purgeConfirmations } from './confirmations/purge-confirmations.ts';
export { identityErrors } from './errors.ts';
export { endAllLogIns } from './log-ins/end-log-ins.ts';
export { mayBeOfficial, readOwnProviders } from './login-means/own-providers.ts';
export { readMachineAuthority } from './machines/certificate-authority.ts';
export { makeTokenCheck } from './machines/check-token.ts';
export { limitMachine } from './machines/limit-machine.ts';
export { machineAuthenticator } from './machines/machine-authenticator.ts';
export { machineRoutes } from './machines/machine-routes.ts';
export { mandateRoutes } from './mandates/mandate-routes.ts';
export { findOfficialByKey, officialAuthenticator } from './official-authenticator.ts';
export {
  addOfficial,
  appointOfficial,
  endKeysOfOwnProviders,
  endOfficial,
  giveOfficialKey,
  listOfficials,
} from './officials.ts';
export { purgeSessions } from './purge-sessions.ts';
export { endRole, proposeRole } from './roles/change-roles.ts';
export { roleRoutes } from './roles/role-routes.ts';
export {
  appointSimulatedOfficials,
  listSimulatedOfficials,
} from './roles/simulated-officials.ts';
export { type IdentityOptions, identityRoutes } from './routes.ts';
export { deskRoutes } from './second-factors/desk-routes.ts';
export { secondFactorRoutes } from './second-factors/factor-routes.ts';
export { sessionAuthenticator } from './session-authenticator.ts';
export type { ClientStatement } from './sign-on/client.ts';
export { addClient, changeClientKeys, endClient, listClients } from './sign-on/clients.ts';
export { purgeArtifacts } from './sign-on/purge-artifacts.ts';
export { readSigningKeys, rotateSigningKeys } from './sign-on/signing-keys.ts';
export { noteCountedRefusals } from './steps/note-refused-log-in.ts';
export { purgeLogIns } from './steps/purge-log-ins.ts';
