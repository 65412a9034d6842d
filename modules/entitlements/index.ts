/** The door of the entitlements: who has which relief in which period and why; recipient groups. */
export { addRecipientGroups } from './add-recipient-groups.ts';
export { entitlementErrors } from './errors.ts';
export { joinGroup } from './join-group.ts';
export { leaveGroup } from './leave-group.ts';
export { type HeldEntitlement, makeEntitlementLister } from './list-entitlements.ts';
export { GroupRecords, loadMembers, type MembersReport } from './load-members.ts';
export {
  type Recomputed,
  type RecomputeOptions,
  type RecomputeProgress,
  recomputeEntitlements,
  recomputePersons,
} from './recompute-entitlements.ts';
export { entitlementRoutes } from './routes.ts';
