import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import { addDays, type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Context, OfficialRole } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { mayBeOfficial, type OwnProviders } from './login-means/own-providers.ts';
import { hashOfficialKey, makeOfficialKeyText } from './official-key.ts';
import { ROLE_DAYS_MAX } from './roles/role.ts';
import { insertRole } from './roles/sql/insert-role.ts';
import { endOfficialKeys } from './sql/end-official-keys.ts';
import { endOfficialRow } from './sql/end-official-row.ts';
import { insertOfficial } from './sql/insert-official.ts';
import { insertOfficialKey } from './sql/insert-official-key.ts';
import { type Official, selectOfficials } from './sql/select-officials.ts';

const KEY_TTL_MS = 365 * 86_400_000;
const OFFICIALS_MAX = 10_000;

/** A new access key of an official. Its text is shown once: only its keyed hash is kept. */
export interface OfficialKey {
  officialId: string;
  keyText: string;
  expiresAt: Date;
}

/** An official with roles that the operator gives, for a year unless it says less. */
export interface NewOfficial {
  name: string;
  /** Code; null for the operator's own. */
  organisation: string | null;
  roles: readonly OfficialRole[];
  /** As whom the official signs on; null: by an access key alone. */
  personId?: string | null;
  until?: Day;
}

/**
 * Adds an official of an organisation, or of the operator when none is stated, with an access key.
 * Refuses `organisation-unknown` and `official-known`.
 */
export async function addOfficial(context: Context, official: NewOfficial): Promise<OfficialKey> {
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    return await giveOfficialKey(inside, await appointOfficial(inside, official));
  });
}

/**
 * Adds an official who signs on as a person and has no access key. Refuses `organisation-unknown` and
 * `official-known`.
 */
export async function appointOfficial(
  context: Context,
  { name, organisation, roles, personId = null, until }: NewOfficial,
): Promise<string> {
  const id = context.ids.next();
  await context.db.transaction(async (db) => {
    const createdAt = context.clock.now();
    const added = await insertOfficial(db, { id, name, organisation, personId, createdAt });
    if (!added) throw new Refusal('organisation-unknown', { code: organisation });
    if (!added.isAdded) throw new Refusal('official-known');
    const validFrom = rigaDay(createdAt);
    const validTo = until ?? addDays(validFrom, ROLE_DAYS_MAX);
    for (const role of roles) {
      await insertRole(db, {
        ...{ id: context.ids.next(), officialId: id, role, validFrom, validTo },
        ...{ proposedBy: null, now: createdAt, isApproved: true },
      });
    }
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'identity.add-official',
        ...(added.organisationId === null ? {} : { organisationId: added.organisationId }),
        content: { official: id, organisation, roles },
      }),
    ]);
  });
  return id;
}

/**
 * Gives an official a new access key, for a year; the one before ends. Refuses `official-unknown`, and
 * `own-provider-needed` for an institution with an own provider, where no key opens anything.
 */
export async function giveOfficialKey(
  context: Context,
  officialId: string,
  ownProviders: OwnProviders = new Map(),
): Promise<OfficialKey> {
  const day = rigaDay(context.clock.now());
  return await context.db.transaction(async (db) => {
    const [official] = await selectOfficials(db, { ids: [officialId], day, limit: 1 });
    if (!official || official.endedAt) throw new Refusal('official-unknown');
    if (!mayBeOfficial(ownProviders, official.organisation, null)) {
      throw new Refusal('own-provider-needed');
    }
    const id = context.ids.next();
    const keyText = makeOfficialKeyText(id);
    const createdAt = context.clock.now();
    const expiresAt = new Date(createdAt.getTime() + KEY_TTL_MS);
    const secretHash = hashOfficialKey(context.keys, keyText);
    const keyVersion = context.keys.version;
    await insertOfficialKey(db, { id, officialId, secretHash, keyVersion, createdAt, expiresAt });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'identity.give-official-key',
        content: { official: officialId, key: id, expiresAt: expiresAt.toISOString() },
      }),
    ]);
    return { officialId, keyText, expiresAt };
  });
}

/** Ends the access keys of officials of institutions with an own provider: they sign on by that alone. */
export async function endKeysOfOwnProviders(
  context: Context,
  ownProviders: OwnProviders,
): Promise<void> {
  if (ownProviders.size === 0) return;
  await context.db.transaction(async (db) => {
    const ended = await endOfficialKeys(db, [...ownProviders.values()], context.clock.now());
    const act = 'identity.end-official-key';
    await writeAudit(
      db,
      ended.map(({ organisationId, ...content }) =>
        makeAuditRecord(context, { act, organisationId, content }),
      ),
    );
  });
}

/** Ends an official for good: no key works any more. What they did stays. Refuses `official-unknown`. */
export async function endOfficial(context: Context, officialId: string): Promise<void> {
  await context.db.transaction(async (db) => {
    const ended = await endOfficialRow(db, officialId, context.clock.now());
    if (!ended) throw new Refusal('official-unknown');
    if (!ended.now) return;
    const content = { official: officialId };
    await writeAudit(db, [makeAuditRecord(context, { act: 'identity.end-official', content })]);
  });
}

/** Officials, those who ended too: all, or those with the ids; at most 10,000. */
export async function listOfficials(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  ids: readonly string[] | null = null,
): Promise<Official[]> {
  return await selectOfficials(db, { ids, day: rigaDay(clock.now()), limit: OFFICIALS_MAX });
}
