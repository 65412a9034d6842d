import type { PersonFacts } from '../persons/index.ts';
import { entitlementPeriods } from '../reliefs/index.ts';
import type { Entitlement } from './entitlement.ts';
import type { Grounds } from './grounds.ts';

/**
 * Everything that a person is entitled to, in every period, past and future ones too. A relief whose
 * grantor is no known organisation is nobody's to give, and is left out.
 */
export function computeEntitlements(grounds: Grounds, person: PersonFacts): Entitlement[] {
  const entitlements: Entitlement[] = [];
  for (const relief of grounds.reliefs) {
    for (const period of entitlementPeriods(relief, person, grounds)) {
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
      });
    }
  }
  return entitlements;
}

function isWhole(ids: (string | undefined)[]): ids is string[] {
  return !ids.includes(undefined);
}
