import { askingWithRole } from '../../../platform/asking.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Language } from '../../../platform/i18n/localized-text.ts';
import { type ActToConfirm, demandConfirmation } from '../../identity/index.ts';
import { readPersonNames } from '../../persons/index.ts';
import { readGrounds } from '../grounds.ts';
import { recomputePersons } from '../recompute-entitlements.ts';
import type { Grant } from './grant.ts';
import { getGrantToDecide } from './list-grants.ts';
import { requireGrantable, writeGrantAudit } from './propose-grant.ts';
import { setGrantDecided } from './sql/set-grant-decided.ts';
import { setGrantWithdrawn } from './sql/set-grant-withdrawn.ts';

const CONFIRMING = 'confirm-grant';
/** The rest of the sentence is shorter than 110 characters; a telephone shows 200. */
const NAME_MAX = 80;

/**
 * What an official who signed on as a person confirms by a second factor, before `confirmGrant`. Refuses
 * `official-role-missing`, `grant-unknown` and `grant-not-open`.
 */
export async function grantToConfirm(
  context: Context,
  id: string,
  language: Language,
): Promise<ActToConfirm> {
  askingWithRole(context, ['reviewer']);
  const grant = await context.db.transaction((db) =>
    getGrantToDecide({ ...context, db }, id, ['proposed']),
  );
  const { personId, relief, from, to } = grant;
  const name = (await readPersonNames(context, [personId])).get(personId) ?? '';
  const until = to === null ? '' : `–${to}`;
  const verb = language === 'lv' ? 'Piešķirt' : 'Grant';
  const text = `${verb} ${relief}: ${name.slice(0, NAME_MAX)}, ${from}${until}`;
  return { act: CONFIRMING, content: contentOf(grant), text };
}

function contentOf({ id, personId, relief, from, to, reason }: Grant): object {
  return { grant: id, personId, relief, from, to, reason };
}

/**
 * Confirms what another official proposed: from then on the person has the relief in the period. Who signed
 * on as a person has confirmed it by a second factor (`demandConfirmation`).
 *
 * Refuses `official-role-missing`, `grant-unknown`, `grant-not-open`, `grant-of-proposer`, and as
 * `requireGrantable` does when nothing would come of it any more.
 */
export async function confirmGrant(
  context: Context,
  id: string,
  confirmationId?: string,
): Promise<void> {
  const { officialId } = askingWithRole(context, ['reviewer']);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const grant = await getGrantToDecide(inside, id, ['proposed']);
    if (grant.proposed?.by === officialId) throw new Refusal('grant-of-proposer');
    await requireGrantable(inside, await readGrounds(inside), grant);
    const act = { act: CONFIRMING, content: contentOf(grant) };
    const confirmation = await demandConfirmation(inside, confirmationId, act);
    const at = context.clock.now();
    const decided = { status: 'confirmed' as const, by: officialId, at, refusalEncrypted: null };
    await setGrantDecided(db, id, decided);
    await writeGrantAudit(inside, 'entitlements.confirm-grant', grant, { confirmation });
    await recomputePersons(inside, [grant.personId]);
  });
}

/**
 * Turns a proposal down, or takes the own one back. Refuses `official-role-missing`,
 * `grant-unknown` and `grant-not-open`.
 */
export async function rejectGrant(
  context: Context,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const { officialId, roles } = askingWithRole(context, ['reviewer', 'editor']);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const grant = await getGrantToDecide(inside, id, ['proposed']);
    if (!roles.includes('reviewer') && grant.proposed?.by !== officialId) {
      throw new Refusal('official-role-missing', { roles: ['reviewer'] });
    }
    await setGrantDecided(db, id, {
      ...{ status: 'rejected', by: officialId, at: context.clock.now() },
      refusalEncrypted: context.keys.encrypt(reason),
    });
    await writeGrantAudit(inside, 'entitlements.reject-grant', grant);
  });
}

/**
 * Ends a grant from a day on, today when not stated: what was used before stays as it was. One that
 * came from a system of the grantor is withdrawn by that system.
 *
 * Refuses `official-role-missing`, `grant-unknown`, `grant-not-open` and `grant-period-wrong` for a
 * day that is past.
 */
export async function withdrawGrant(
  context: Context,
  { id, reason, on }: { id: string; reason: string; on?: Day | undefined },
): Promise<void> {
  const { officialId } = askingWithRole(context, ['reviewer', 'editor']);
  const today = rigaDay(context.clock.now());
  const day = on ?? today;
  if (day < today) throw new Refusal('grant-period-wrong');
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const grant = await getGrantToDecide(inside, id, ['confirmed']);
    if (grant.proposed === null) throw new Refusal('grant-not-open', { status: grant.status });
    await setGrantWithdrawn(db, id, {
      ...{ by: officialId, at: context.clock.now(), on: day },
      refusalEncrypted: context.keys.encrypt(reason),
    });
    await writeGrantAudit(inside, 'entitlements.withdraw-grant', grant, { on: day });
    await recomputePersons(inside, [grant.personId]);
  });
}
