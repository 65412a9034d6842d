/** The door of the exchange: data sets of institutions, and the systems that fill and read them. */
export { endDataSet, proposeDataSet, publishDataSet } from './data-sets/change-state.ts';
export { defineDataSet } from './data-sets/define-data-set.ts';
export { listDataSets } from './data-sets/list-data-sets.ts';
export { type Definition, type Field, type FieldType, isList } from './definition.ts';
export { type Erasure, eraseRecords } from './erasure/erase-records.ts';
export { ERASURE_REASONS } from './erasure/erasure-grounds.ts';
export { forgetErased } from './erasure/forget-erased.ts';
export { exchangeErrors } from './errors.ts';
export { acceptRecords } from './intake/accept-records.ts';
export { confirmUpload } from './intake/decide-upload.ts';
export { getWatchedVersion } from './intake/get-watched-version.ts';
export { purgeUploads } from './intake/purge-uploads.ts';
export { listQuarantine, replayQuarantined } from './intake/serve-quarantine.ts';
export { takeUpload } from './intake/take-upload.ts';
export type { Upload } from './intake/upload.ts';
export { listMailboxes } from './mailboxes/get-mailbox.ts';
export { closeMailbox } from './mailboxes/open-mailbox.ts';
export { purgeChanges } from './mailboxes/purge-changes.ts';
export { purgeMessages } from './messages/purge-messages.ts';
export { parseOdata } from './odata/parse-odata.ts';
export { ApplyRequest } from './permissions/api.ts';
export { applyForPermission } from './permissions/apply-for-permission.ts';
export { grantPermission, stepPermission } from './permissions/decide-permission.ts';
export { describePermission, listPermissions } from './permissions/list-permissions.ts';
export { prolongPermission } from './permissions/prolong-permission.ts';
export { remindOfEnds } from './permissions/remind-of-ends.ts';
export { sendMessage } from './permissions/send-message.ts';
export { showPermission } from './permissions/show-permission.ts';
export {
  type FollowedRecord,
  type FollowedVersion,
  findFollowedVersion,
  headOf,
  headsOf,
  lastHeardOf,
  readChanged,
  readState,
  readStateOf,
} from './reading/follow-inside.ts';
export { streamChanges } from './reading/read-changes.ts';
export { readLastRecords } from './reading/read-last-records.ts';
export { streamRecords } from './reading/stream-records.ts';
export { readExample } from './records/read-example.ts';
export {
  type RecordProblem,
  withSentences as tellRecordProblem,
} from './records/record-problem.ts';
export { exchangeRoutes } from './routes.ts';
export { addInformationSystem } from './systems/add-information-system.ts';
export { createSystemKey } from './systems/create-system-key.ts';
export { listInformationSystems } from './systems/list-information-systems.ts';
export { nameRemote } from './systems/name-remote.ts';
export { revokeSystemKey } from './systems/revoke-system-key.ts';
export { systemAuthenticator } from './systems/system-authenticator.ts';
export { type DefinitionProblem, definitionProblemText } from './text/definition-problem.ts';
export { readDefinition } from './text/read-definition.ts';
export { forgetUses } from './uses/forget-uses.ts';
export { makeStatement } from './uses/make-statement.ts';
export { natsWaking } from './waking/nats-waking.ts';
export { postgresWaking } from './waking/postgres-waking.ts';
export type { Turns } from './waking/turns.ts';
export type { Waking } from './waking/waking.ts';
export { listDeadLetters, replayDeadLetter } from './webhooks/dead-letters.ts';
export { turnWebhook } from './webhooks/set-webhook.ts';
export { SENDING, startWebhooks } from './webhooks/start-webhooks.ts';
