import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import { X509Certificate as Certificate } from '@peculiar/x509';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { openKeyring } from '../../../platform/keys/keyring.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { limitMachine } from '../index.ts';
import { makeCertificateRequest } from '../testing/certificate-request.ts';
import { issueCertificate } from './certificate-authority.ts';

const HEADER = 'x-client-certificate';
const context = await testContext();
const fixture = await vejaine(context);
const { baseUrl, close } = await testServer(context, {
  ...{ certificateHeader: HEADER, proxies: '127.0.0.0/8' },
});
afterAll(close);

const byAccessKey = { authorization: `Bearer ${fixture.accessKey}` };
const shown = (pem: string) => ({ [HEADER]: encodeURIComponent(pem) });

interface Issued {
  clientId: string;
  keyIds: string[];
  certificate: string;
  authority: string;
  notAfter: string;
}

async function ask(path: string, headers: Record<string, string>, body?: object) {
  const answer = await fetch(baseUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { ...((await answer.json()) as Issued & { code?: string }), status: answer.status };
}

/** Asks for a certificate, and first makes room: a machine has five keys at most. */
async function issueFor(request: string) {
  const { keyIds = [] } = await ask('/ids/v1/keys', byAccessKey);
  for (const key of keyIds.slice(0, -2)) await ask(`/ids/v1/keys/${key}/remove`, byAccessKey, {});
  return await ask('/ids/v1/certificates', byAccessKey, { request });
}

test.each(['P-256', 'Ed25519'] as const)(
  'a request of %s becomes a certificate, which opens what the IDS may',
  async (curve) => {
    const issued = await issueFor(await makeCertificateRequest(curve));
    const certificate = new X509Certificate(issued.certificate);
    const authority = new X509Certificate(issued.authority);
    expect(certificate.subject).toBe(`CN=ids-${fixture.idsId}`);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(authority) && certificate.verify(authority.publicKey)).toBe(
      true,
    );
    expect(new Date(issued.notAfter)).toEqual(certificate.validToDate);
    const seen = await ask('/ids/v1/items', shown(issued.certificate));
    expect(seen.status).toBe(200);
    const elsewhere = await ask('/exchange/v1/keys', shown(issued.certificate));
    expect(elsewhere).toMatchObject({ status: 403, code: 'not-allowed' });
  },
);

test('a renewed certificate and the one before hold together; without its key one holds no more', async () => {
  const before = await issueFor(await makeCertificateRequest('P-256'));
  const after = await issueFor(await makeCertificateRequest('P-256'));
  for (const { certificate } of [before, after]) {
    expect((await ask('/ids/v1/items', shown(certificate))).status).toBe(200);
  }
  const gone = before.keyIds.at(-1) ?? '';
  await ask(`/ids/v1/keys/${gone}/remove`, shown(after.certificate), {});
  const seen = async () => (await ask('/ids/v1/items', shown(before.certificate))).status;
  await expect.poll(seen, { timeout: 8_000, interval: 250 }).toBe(401);
  expect((await ask('/ids/v1/items', shown(after.certificate))).status).toBe(200);
});

test('a certificate that no proxy hands over is none: whoever writes the header has not its key', async () => {
  const { certificate } = await issueFor(await makeCertificateRequest('P-256'));
  const open = await testServer(context, {
    ...{ certificateHeader: HEADER, proxies: '198.51.100.0/24', publicUrl: baseUrl },
  });
  const answer = await fetch(`${open.baseUrl}/ids/v1/items`, { headers: shown(certificate) });
  expect(answer.status).toBe(401);
  await open.close();
});

test('limits hold for who comes by a certificate as well', async () => {
  const { certificate, clientId } = await issueFor(await makeCertificateRequest('P-256'));
  const none = { networks: null, ratePerMinute: null, lastDay: null, scopes: null };
  const asOperator = context.as({ kind: 'operator' });
  await limitMachine(asOperator, clientId, { ...none, scopes: ['transactions'] });
  const seen = async () => (await ask('/ids/v1/items', shown(certificate))).code;
  await expect.poll(seen, { timeout: 8_000, interval: 250 }).toBe('token-scope-insufficient');
  await limitMachine(asOperator, clientId, none);
  await expect.poll(seen, { timeout: 8_000, interval: 250 }).toBeUndefined();
});

test('what another authority issued, or is over, opens nothing', async () => {
  const { certificate, clientId } = await issueFor(await makeCertificateRequest('P-256'));
  const { publicKey } = new Certificate(certificate);
  const other = openKeyring(Buffer.alloc(32, 7));
  const now = new Date();
  const forged = await issueCertificate(other, { clientId, publicKey, now });
  const before = new Date(now.getTime() - 100 * 86_400_000);
  const over = await issueCertificate(context.keys, { clientId, publicKey, now: before });
  const another = await issueCertificate(context.keys, {
    ...{ clientId: 'ids-of-nobody', publicKey, now },
  });
  for (const one of [forged, over, another]) {
    expect((await ask('/ids/v1/items', shown(one.certificate))).status).toBe(401);
  }
});

test('a request that is none, of another curve or of another signer is refused', async () => {
  const right = await makeCertificateRequest('P-256');
  const body = right.replaceAll(/-----[^-]+-----|\s/g, '');
  const changed = Buffer.from(body, 'base64');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  const wrong = `-----BEGIN CERTIFICATE REQUEST-----\n${changed.toString('base64')}\n-----END CERTIFICATE REQUEST-----`;
  for (const request of ['', 'nonsense', wrong]) {
    const code = 'certificate-request-wrong';
    expect(await issueFor(request)).toMatchObject({ status: 400, code });
  }
  const code = 'machine-key-not-accepted';
  expect(await issueFor(await makeCertificateRequest('P-521'))).toMatchObject({ code });
});
