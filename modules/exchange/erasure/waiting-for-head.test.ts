import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import { listQuarantine, replayQuarantined } from '../intake/serve-quarantine.ts';
import { takeUpload } from '../intake/take-upload.ts';
import { exchangeContext, LICENCES, licence } from '../testing/exchange-context.ts';
import { until } from '../testing/until.ts';

/** Begins an act while somebody else holds the head, as an erasure does, and looks once it waits. */
async function whileHeadIsHeld<T>(
  { adminDb }: TestContext,
  begin: () => Promise<T>,
  look: (db: TestContext['adminDb']) => Promise<void> = async () => {},
): Promise<T> {
  let begun: Promise<T> | undefined;
  await adminDb.transaction(async (db) => {
    await db.query('select from exchange.heads for update');
    begun = begin();
    begun.catch(() => {});
    const waiting =
      'select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid';
    await until(
      () => db.query(waiting),
      (rows) => rows.length > 0,
    );
    await look(db);
  });
  if (!begun) throw new Error('Nothing was begun.');
  return await begun;
}

test('a replay takes its record only once it holds the head', async () => {
  const context = await exchangeContext();
  const changes = [{ upsert: licence({ since: 'vakar' }) }];
  await acceptRecords(context, LICENCES, { changes, allOrNothing: false });
  const [kept] = await listQuarantine(context, LICENCES, { after: null, limit: 1 });
  const replay = { id: kept?.id ?? '', change: { upsert: licence() } };
  const replayed = await whileHeadIsHeld(
    context,
    () => replayQuarantined(context, LICENCES, replay),
    async (db) => {
      const free = await db.query('select from exchange.quarantine for update skip locked');
      expect(free).toHaveLength(1);
    },
  );
  expect(replayed).toMatchObject({ outcome: 'new' });
});

test('lines that wait for the end of their upload are kept only by who holds the head', async () => {
  const context = await exchangeContext();
  const sent = { id: 'morning', mode: 'changes' as const, allOrNothing: true, fromLine: 1 };
  async function* stream() {
    yield Buffer.from(`${JSON.stringify({ upsert: licence() })}\n`.repeat(2_001));
    throw new Error('aborted');
  }
  const cut = whileHeadIsHeld(context, () =>
    takeUpload(context, LICENCES, { ...sent, takenAt: null }, stream()),
  );
  await expect(cut).rejects.toMatchObject({ code: 'upload-cut' });
  expect(await context.adminDb.query('select from exchange.spool')).not.toEqual([]);
});
