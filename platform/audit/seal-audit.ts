import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { contextOfSystem, type SystemWork } from '../system-work.ts';
import { makeBlock, NO_DIGEST } from './audit-block.ts';
import { findLastBlock, insertBlock } from './sql/blocks.ts';
import { takeUnsealed } from './sql/take-unsealed.ts';

export const SEALING: SystemWork = {
  name: 'audit.seal',
  permission: { organisations: 'all', changes: ['audit'] },
};

/** Any fixed number: whoever seals holds this advisory lock, so that the chain has no forks. */
const SEAL_LOCK = 7_205_201_102;
const BLOCK_RECORDS_MAX = 10_000;
const INTERVAL_MS = 250;
const PAUSE_AFTER_FAILURE_MS = 5_000;

/**
 * Links what is committed and unsealed into one signed block. Returns how many records it sealed:
 * none also when another server is sealing.
 */
export async function sealAudit(
  context: Pick<Context, 'db' | 'clock' | 'keys'>,
  recordsMax = BLOCK_RECORDS_MAX,
): Promise<number> {
  return await context.db.transaction(async (db) => {
    const [lock] = await db.query<{ held: boolean }>(
      'select pg_try_advisory_xact_lock($1::bigint) as held',
      [SEAL_LOCK],
    );
    if (!lock?.held) return 0;
    const taken = await takeUnsealed(db, recordsMax);
    if (taken.length === 0) return 0;
    const records = {
      ids: taken.map(({ id }) => id),
      digests: taken.map(({ digest }) => digest ?? NO_DIGEST),
    };
    const seal = { at: context.clock.now(), key: context.keys.auditKey };
    await insertBlock(db, makeBlock(await findLastBlock(db), records, seal));
    return taken.length;
  });
}

/** Seals several times a second until stopped; any number of servers may do it. */
export function startSealer(context: Context, intervalMs = INTERVAL_MS): { stop(): Promise<void> } {
  const own = contextOfSystem(context, SEALING);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (durationMs: number) => sleep(durationMs, undefined, { signal }).catch(() => {});
  const loop = async () => {
    while (!signal.aborted) {
      try {
        const sealed = await sealAudit(own);
        if (sealed < BLOCK_RECORDS_MAX) await pause(intervalMs);
      } catch (error) {
        own.log.error({ err: error }, 'the audit could not be sealed');
        await pause(PAUSE_AFTER_FAILURE_MS);
      }
    }
    // What was written since: a stopped installation is sealed to its end.
    await sealAudit(own).catch(() => {});
  };
  const ended = loop();
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}
