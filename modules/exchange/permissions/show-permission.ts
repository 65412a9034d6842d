import type { Clock } from '../../../platform/clock/clock.ts';
import type { ShownEvent, ShownPermission } from './api.ts';
import { type Party, type Permission, permissionState } from './permission.ts';
import type { NumberedEvent } from './permission-event.ts';
import { renewalAfter } from './quota-period.ts';

/** A permission as its parties see it; ids of people stay out. */
export function showPermission(
  { clock }: { clock: Clock },
  permission: Permission,
): ShownPermission {
  const { number, dataSet, quota, quotaPeriod, used, usedInPeriod, proposed } = permission;
  const renewsAt = quota === null ? null : renewalAfter(permission, clock.now());
  const { purpose, legalBasis, fields, rows, ratePerMinute, priceCents } = permission;
  const { validFrom, validUntil } = permission;
  return {
    ...{ number, dataSet, versions: permission.versions.map(({ version }) => version) },
    ends: permission.versions.flatMap(({ version, endsOn }) =>
      endsOn === null ? [] : [{ version, endsOn }],
    ),
    newer: permission.newer,
    source: showParty(permission.source),
    holder: showParty(permission.holder),
    state: permissionState(permission, clock.now()),
    waitsForSecond: permission.state === 'agreed',
    proposed: proposed && {
      validUntil: proposed.validUntil,
      quota: proposed.quota ?? null,
    },
    ...{ purpose, legalBasis, fields, rows, quota, quotaPeriod, used },
    left: quota === null ? null : Math.max(0, quota - usedInPeriod),
    renewsAt: renewsAt?.toISOString() ?? null,
    ...{ ratePerMinute, priceCents, validFrom, validUntil },
    appliedAt: permission.appliedAt.toISOString(),
  };
}

export function showEvent(event: NumberedEvent): ShownEvent {
  const { id, number, kind, occurredAt, side, text, content } = event;
  const actor = { kind: event.actorKind, id: event.actorId };
  const at = occurredAt.toISOString();
  return { id, permission: number, kind, occurredAt: at, side, actor, text, content };
}

function showParty({ code, name }: Party): { code: string; name: Party['name'] } {
  return { code, name };
}
