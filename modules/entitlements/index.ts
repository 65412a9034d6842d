/** The door of the entitlements: who has which relief in which period and why; recipient groups. */

export { entitlementErrors } from './errors.ts';
export { followPublications } from './follow-publications.ts';
export { followChanges } from './following/follow-changes.ts';
export { followLoad } from './following/follow-load.ts';
export { measureFollowing } from './following/measure-following.ts';
export { noteChangedPersons } from './following/note-changed-persons.ts';
export {
  FOLLOWING_CHANGES,
  FOLLOWING_STATEMENTS,
  startFollower,
  startStatementFollower,
} from './following/start-follower.ts';
export { type Grounds, makeGroundsReader, readGrounds } from './grounds.ts';
export { addGroup, listOwnersGroups } from './groups/add-group.ts';
export { addRecipientGroups } from './groups/add-recipient-groups.ts';
export { joinGroup } from './groups/join-group.ts';
export { leaveGroup } from './groups/leave-group.ts';
export { loadMembers, type MembersReport } from './groups/load-members.ts';
export { GROUP_KEEPERS, type GroupKeeper } from './groups/recipient-groups.ts';
export { makeAskedFactsLister } from './list-asked-facts.ts';
export { makeEntitlementLister } from './list-entitlements.ts';
export { confirmList, listLists, rejectList } from './lists/decide-list.ts';
export type { MemberList } from './lists/member-list.ts';
export { proposeList } from './lists/propose-list.ts';
export { AGE_BANDS, type DraftCount, previewDraft } from './preview-draft.ts';
export { recomputeDiffering } from './recompute-differing.ts';
export { recomputeEntitlements, recomputePersons } from './recompute-entitlements.ts';
export { entitlementRoutes } from './routes.ts';
export {
  addStatementSource,
  listStatementSources,
  statementText,
} from './statements/add-source.ts';
export { confirmAbsentGrants } from './statements/confirm-absent.ts';
export { STATEMENT_KINDS, type StatementKind } from './statements/statement-source.ts';
