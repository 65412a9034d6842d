import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addInformationSystem, createSystemKey, defineDataSet, nameRemote } from '../index.ts';
import { acceptRecords } from '../intake/accept-records.ts';

export function register(
  code: string,
  fields: [key: string, name: string],
  institution = 'm-0099000',
) {
  const [key, name] = fields;
  return `
code: ${code}
name: { lv: Reģistrs, en: Register }
institution: ${institution}
key: [${key}]
fields:
  - { name: ${key}, class: none }
  - { name: ${name}, class: none, required: true }
  - { name: owner, class: personal }
  - { name: founded, type: day, class: none }
  - { name: health, class: special }
  - { name: token, class: pseudonymous }
`;
}

export const SOURCES = `
sources:
  - name: companies
    dataSet: companies
    fields: { number: regNumber, title: firm, kind: { value: company }, owner: owner }
  - name: clubs
    dataSet: clubs
    fields: { number: code, title: title, kind: { value: club } }
`;
export const REMOTE = `
  - name: ministries
    dataSet: ministries
    remote: riga
    timeLimitMs: 1500
    fields: { number: number, title: title, kind: { value: ministry } }
`;

export function everybody(sources = SOURCES + REMOTE) {
  return `
code: everybody
name: { lv: Visas juridiskās personas, en: All legal persons }
institution: m-0099000
key: [number]
fields:
  - { name: number, class: none }
  - { name: title, class: none, required: true }
  - { name: kind, class: none, required: true }
  - { name: owner, class: personal }
${sources}`;
}

export const NAME = { code: 'everybody', version: 1 };

export async function define(context: TestContext, ...texts: string[]) {
  for (const text of texts) await defineDataSet(context, { file: 'x.yaml', text });
}

export async function fill(context: TestContext, code: string, ...records: object[]) {
  const changes = records.map((upsert) => ({ upsert }));
  const outcomes = await acceptRecords(
    context,
    { code, version: 1 },
    { changes, allOrNothing: true },
  );
  expect(outcomes.every(({ outcome }) => outcome === 'new')).toBe(true);
}

/** Another installation, with a register of ministries and a key for it. */
export async function otherInstallation(...ministries: object[]) {
  const remote = await testContext();
  await vejaine(remote);
  await define(remote, register('ministries', ['number', 'title']));
  await fill(remote, 'ministries', ...ministries);
  await addInformationSystem(remote, { institution: 'm-0099000', code: 'v', name: 'V' });
  const { keyText } = await createSystemKey(remote, { system: 'v', expiresAt: null });
  const server = await testServer(remote);
  return { url: `${server.baseUrl}/exchange/v1`, keyText, close: () => server.close() };
}

export async function nameRiga(context: TestContext, url: string, more: object = {}) {
  const institutions = ['m-0099000'];
  await nameRemote(context, { name: 'riga', url, keyText: 'kopli_x', institutions, ...more });
}

/** Two registers here and one of another installation, and the data set over all of them. */
export async function virtualCountry({
  url,
  keyText = 'kopli_x',
}: {
  url: string;
  keyText?: string;
}) {
  const context = await testContext();
  await vejaine(context);
  await nameRiga(context, url, { keyText });
  await define(context, register('companies', ['regNumber', 'firm']));
  await define(context, register('clubs', ['code', 'title']), everybody());
  await fill(
    context,
    'companies',
    { regNumber: '4001', firm: 'SIA Prāmis', owner: 'Anna', founded: '2001-02-03' },
    { regNumber: '4002', firm: 'SIA Osta' },
  );
  await fill(context, 'clubs', { code: '5001', title: 'Makšķernieku biedrība' });
  return context;
}

export async function answering(
  answer: Parameters<typeof createServer>[1] & object,
): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/exchange/v1`;
}
