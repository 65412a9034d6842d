import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ERROR_CATALOGUES } from '../../apps/server/modules.ts';
import {
  addInformationSystem,
  applyForPermission,
  createSystemKey,
  defineDataSet,
  exchangeRoutes,
  grantPermission,
  systemAuthenticator,
  takeUpload,
} from '../../modules/exchange/index.ts';
import { addOrganisations, listOrganisations } from '../../modules/persons/index.ts';
import type { Context } from '../../platform/context.ts';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { databaseCpuSeconds, withBenchDatabase } from '../database.ts';
import { PERSONAL_REGISTER, writeRegisterLines } from '../exchange/register-lines.ts';

/** What the process that asks must know. */
export interface ByKeyServer {
  baseUrl: string;
  keyText: string;
  permission: string;
  records: number;
}

const VERSION = { code: 'bench-register', version: 1 };
const RECORDS = Number(process.env.BENCH_RECORDS ?? 20_000);

const Answer = z.object({
  found: z.array(
    z.array(z.object({ record: z.record(z.string(), z.unknown()), position: z.int() })),
  ),
});

await withBenchDatabase(async ({ context }) => {
  await fill(context);
  const permission = await permit(context);
  const system = { institution: 'reader', code: 'reader', name: 'Reader' };
  await addInformationSystem(context, system);
  const { keyText } = await createSystemKey(context, { system: 'reader', expiresAt: null });
  const app = await createHttpServer({
    base: context,
    authenticators: [systemAuthenticator],
    errors: ERROR_CATALOGUES,
    routes: [exchangeRoutes({ simulated: false }), floorRoute],
    api: { title: 'Bench', version: '0', description: 'By key, with and without permission.' },
  });
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  const told: ByKeyServer = { baseUrl, keyText, permission, records: RECORDS };
  process.send?.(told);
  process.on('message', async () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6 + (await databaseCpuSeconds(context.db)));
  });
  await once(process, 'disconnect');
  await app.close();
});

async function fill(context: Context): Promise<void> {
  const organisation = { registrationNumber: null, kind: 'institution', roles: [] } as const;
  await addOrganisations(context, [
    { ...organisation, roles: [], code: 'bench', name: { lv: 'B', en: 'B' }, territory: null },
    {
      ...organisation,
      roles: [],
      code: 'reader',
      name: { lv: 'R', en: 'R' },
      territory: '0000001',
    },
  ]);
  await defineDataSet(context, { file: 'register.yaml', text: PERSONAL_REGISTER });
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-bench-by-key-'));
  const path = join(folder, 'all.ndjson');
  try {
    await writeRegisterLines(path, { records: RECORDS, step: 1, status: 'first' });
    const upload = { id: 'all', mode: 'changes', allOrNothing: false, takenAt: null, fromLine: 1 };
    await takeUpload(context, VERSION, upload as never, createReadStream(path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All fields but two, of rows of some statuses: a view that cuts and filters. */
async function permit(context: Context): Promise<string> {
  const { number } = await applyForPermission(context, {
    ...{ dataSet: VERSION.code, versions: [1], holder: 'reader' },
    terms: {
      purpose: { lv: 'Mērījums', en: 'Bench' },
      legalBasis: { lv: 'Nav', en: 'None' },
      fields: ['givenName', 'surname', 'territory', 'status', 'since'],
      rows: [{ field: 'status', values: ['first'] }],
      ...{ quota: 1_000_000_000, quotaPeriod: 'all', ratePerMinute: null, priceCents: 1 },
      ...{ validFrom: '2026-01-01', validUntil: '2099-12-31' },
    },
  });
  await grantPermission(context, number);
  const [bench] = await listOrganisations(context, ['bench']);
  if (!bench) throw new Error('The bench has no institution.');
  const reviewer: Context['actor'] = {
    kind: 'official',
    officialId: context.ids.next(),
    organisation: bench,
    roles: ['reviewer'],
  };
  await grantPermission({ ...context, actor: reviewer }, number);
  return number;
}

/** The same route without permission, audit, use log and cut: who asks is known, and the record is read. */
function floorRoute(app: HttpApp): void {
  app.post(
    '/floor/by-key',
    {
      config: { permission: ['information-system'] },
      schema: {
        body: z.strictObject({ keys: z.array(z.object({ personCode: z.string() })) }),
        response: { 200: Answer },
      },
    },
    async ({ context: { db, keys }, body }) => {
      const [version] = await db.query<{ id: number }>(
        `select version.id, revision.definition from exchange.data_sets set
         join exchange.versions version on version.data_set_id = set.id
         join exchange.revisions revision on revision.version_id = version.id
           and revision.revision = version.revision
         where set.code = $1 and version.version = $2`,
        [VERSION.code, VERSION.version],
      );
      const hashes = body.keys.map(({ personCode }) =>
        keys.hash('record-key', JSON.stringify([version?.id, personCode])).subarray(0, 16),
      );
      const rows = await db.query<{ position: number; content: string; sealed: Buffer }>({
        name: 'bench-floor',
        text: `select position, content::text as content, sealed from exchange.records
               where version_id = $1 and key_hash = any ($2::bytea[]) and content_hash is not null`,
        values: [version?.id, hashes],
      });
      if (rows.length !== body.keys.length) throw new Error('The floor finds no record.');
      return {
        found: rows.map(({ position, content, sealed }) => [
          { record: { ...JSON.parse(content), ...JSON.parse(keys.decrypt(sealed)) }, position },
        ]),
      };
    },
  );
}
