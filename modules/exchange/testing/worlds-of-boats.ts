import { afterAll } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { defineDataSet } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';
import type { Terms } from '../permissions/terms.ts';
import {
  boats,
  isAmong,
  KEY_FIELDS,
  type Operation,
  type PlainRecord,
  recordOf,
  seen,
  type World,
} from './boats.ts';
import { exchangeContext } from './exchange-context.ts';
import { givePermission } from './give-permission.ts';
import { newSystem } from './systems.ts';
import type { Answer, Asking } from './ways-of-reading.ts';

const FERRY = 'vejaines-pramis';

/** A server with a ferry of some territory, for which worlds of boats are made. */
interface Installation {
  context: TestContext;
  baseUrl: string;
  keyText: string;
}

/** Makes worlds, each with a data set of its own, on a server that is closed with the tests. */
export async function openWorlds(): Promise<{
  context: TestContext;
  makeWorld(
    batches: readonly (readonly Operation[])[],
    terms: Pick<Terms, 'fields' | 'rows'>,
  ): Promise<World>;
}> {
  const context = await exchangeContext();
  const { keyText } = await newSystem(context, FERRY, 'ferry');
  await context.adminDb.query(
    `update persons.organisations set territory = '0010' where code = 'vejaines-pramis'`,
  );
  const { baseUrl, close } = await testServer(context);
  afterAll(close);
  return {
    context,
    makeWorld: (batches, terms) => makeWorld({ context, baseUrl, keyText }, batches, terms),
  };
}

let worlds = 0;

async function makeWorld(
  { context, baseUrl, keyText }: Installation,
  batches: readonly (readonly Operation[])[],
  { fields, rows }: Pick<Terms, 'fields' | 'rows'>,
): Promise<World> {
  worlds += 1;
  const version = { code: `vejaine-boats-${worlds}`, version: 1 };
  await defineDataSet(context, { file: 'boats.yaml', text: boats(version.code) });
  const state = new Map<string, PlainRecord>();
  const written: PlainRecord[] = [];
  for (const batch of batches) {
    const changes = batch.map((one) => {
      const { pier, place } = one;
      const stamp = written.length + 1 + worlds * 100;
      const record = recordOf(one, stamp);
      written.push(record);
      if (one.gone) state.delete(`${pier}${place}`);
      else state.set(`${pier}${place}`, record);
      return one.gone ? { delete: { pier, place, stamp } } : { upsert: record };
    });
    if (changes.length > 0) await acceptRecords(context, version, { changes, allOrNothing: true });
  }
  const { number } = await givePermission(
    context,
    { fields, rows },
    { dataSet: version.code, holder: FERRY },
  );
  const gone = new Set(batches.flat().flatMap((one, place) => (one.gone ? [place] : [])));
  const among = (records: readonly PlainRecord[]) =>
    records.filter((record) => isAmong(record, rows, '0010')).map((one) => seen(one, fields));
  const keys = [...new Set(written.map(({ pier, place }) => JSON.stringify({ pier, place })))];
  return {
    asking: {
      ...{ version, permission: number, keyFields: KEY_FIELDS },
      keys: keys.map((key) => JSON.parse(key) as PlainRecord),
      ask: askingBy({ baseUrl, keyText }, number),
    },
    fields,
    now: among([...state.values()]),
    ever: among(written.filter((_, place) => !gone.has(place))),
    amongKeys: among(written.map(({ pier, place }) => ({ pier, place }))),
    written,
  };
}

function askingBy(
  { baseUrl, keyText }: Omit<Installation, 'context'>,
  number: string,
): Asking['ask'] {
  return async (method, path, { body, accept, prefer, ifNoneMatch } = {}): Promise<Answer> => {
    const response = await fetch(`${baseUrl}/exchange/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keyText}`,
        'x-koplieta-permission': number,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accept === undefined ? {} : { accept }),
        ...(prefer === undefined ? {} : { prefer }),
        ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const heads = JSON.stringify([...response.headers]);
    const json = () => JSON.parse(bytes.toString()) as PlainRecord;
    return { status: response.status, text: `${heads}\n${bytes}`, bytes, json };
  };
}
