import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context, OfficialRole } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { hashOfficialKey, makeOfficialKeyText } from './official-key.ts';
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

/**
 * Adds an official of an organisation, or of the operator when none is stated, with an access key.
 * Refuses `organisation-unknown`.
 */
export async function addOfficial(
  context: Context,
  official: { name: string; organisation: string | null; roles: readonly OfficialRole[] },
): Promise<OfficialKey> {
  const id = context.ids.next();
  return await context.db.transaction(async (db) => {
    const createdAt = context.clock.now();
    const added = await insertOfficial(db, { id, ...official, createdAt });
    if (!added) throw new Refusal('organisation-unknown', { code: official.organisation });
    const { organisation, roles } = official;
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'identity.add-official',
        ...(added.organisationId === null ? {} : { organisationId: added.organisationId }),
        content: { official: id, organisation, roles },
      }),
    ]);
    return await giveOfficialKey({ ...context, db }, id);
  });
}

/** Gives an official a new access key, for a year; the one before ends. Refuses `official-unknown`. */
export async function giveOfficialKey(context: Context, officialId: string): Promise<OfficialKey> {
  return await context.db.transaction(async (db) => {
    const [official] = await selectOfficials(db, { ids: [officialId], limit: 1 });
    if (!official || official.endedAt) throw new Refusal('official-unknown');
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
  { db }: Pick<Context, 'db'>,
  ids: readonly string[] | null = null,
): Promise<Official[]> {
  return await selectOfficials(db, { ids, limit: OFFICIALS_MAX });
}
