import type { PersonFacts } from '../persons/index.ts';
import { entitlementPeriods } from '../reliefs/index.ts';
import type { Entitlement } from './entitlement.ts';
import type { HeldGrant } from './grants/grant.ts';
import { grantedPeriods } from './grants/granted-entitlements.ts';
import type { Grounds } from './grounds.ts';

/**
 * Everything that a person is entitled to, in every period, past and future ones too: by the facts, and
 * by grants on days on which the facts do not give the relief. A relief whose grantor is no known
 * organisation is nobody's to give, and is left out.
 */
export function computeEntitlements(
  grounds: Grounds,
  person: PersonFacts,
  grants: readonly HeldGrant[],
): Entitlement[] {
  const entitlements: Entitlement[] = [];
  for (const relief of grounds.reliefs) {
    const byFacts = entitlementPeriods(relief, person, grounds);
    const own = grants.filter(({ reliefId }) => reliefId === relief.reliefId);
    const byGrants =
      own.length > 0
        ? grantedPeriods(relief, { person, grounds, grants: own, taken: byFacts })
        : [];
    for (const period of [...byFacts.map((one) => ({ ...one, grantId: null })), ...byGrants]) {
      const grantorId = grounds.organisationIds.get(period.grantor);
      const shareGrantorIds = period.shareGrantors.map((code) => grounds.organisationIds.get(code));
      const version = relief.versions.find((one) => one.version === period.version);
      if (!grantorId || !version || !isWhole(shareGrantorIds)) continue;
      entitlements.push({
        personId: person.personId,
        reliefId: relief.reliefId,
        instructionId: version.instructionId,
        grantorId,
        shareGrantorIds,
        householdId: person.householdId,
        benefits: period.benefits,
        from: period.from,
        to: period.to,
        provisional: period.provisional,
        reason: period.reason,
        grantId: period.grantId,
      });
    }
  }
  return entitlements;
}

function isWhole(ids: (string | undefined)[]): ids is string[] {
  return !ids.includes(undefined);
}
