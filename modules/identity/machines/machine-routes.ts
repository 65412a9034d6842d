import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { addMachineKey, listMachineKeys, removeMachineKey } from './machine-keys.ts';
import { requestCertificate } from './request-certificate.ts';

const KEY_ID = 'kXZ5cKq1dW0zQ3v1fJb7o2mW9mVd0YdI5n8cUu3rY1E';

const Keys = z
  .object({
    clientId: z.string().meta({ description: 'As whom to ask the sign-on provider for tokens.' }),
    keyIds: z.array(z.string()).meta({ description: 'Thumbprints of the keys (RFC 7638).' }),
  })
  .meta({ example: { clientId: 'ids-0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55', keyIds: [KEY_ID] } });

const NewKey = z
  .looseObject({ kty: z.enum(['EC', 'OKP']), crv: z.enum(['P-256', 'Ed25519']), x: z.string() })
  .meta({
    description: 'A public key as a JWK (RFC 7517).',
    example: {
      ...{ kty: 'OKP', crv: 'Ed25519' },
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    },
  });

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----';
const CertificateRequest = z.strictObject({ request: z.string().max(4_000) }).meta({
  description: 'A certificate request (PKCS #10) as PEM, signed by the key that it is for.',
  example: {
    request: '-----BEGIN CERTIFICATE REQUEST-----\nMIHs…\n-----END CERTIFICATE REQUEST-----',
  },
});
const Certificate = Keys.extend({
  certificate: z.string().meta({ description: 'Yours, as PEM; for 90 days.' }),
  authority: z.string().meta({ description: 'Of who issued it, as PEM.' }),
  notAfter: z.iso.datetime(),
}).meta({
  example: {
    ...{ clientId: 'ids-0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55', keyIds: [KEY_ID] },
    ...{ certificate: PEM, authority: PEM, notAfter: '2027-02-24T10:00:00.000Z' },
  },
});

const Params = z.strictObject({ key: z.string().max(100) });

/** An IDS and an information system keep their own keys. */
export function machineRoutes(app: HttpApp): void {
  for (const door of [
    { base: '/ids/v1', permission: 'ids', tag: 'IDS' },
    { base: '/exchange/v1', permission: 'information-system', tag: 'Exchange' },
  ] as const) {
    keyRoutes(app, door);
    certificateRoute(app, door);
  }
}

interface Door {
  base: string;
  permission: 'ids' | 'information-system';
  tag: string;
}

function certificateRoute(app: HttpApp, { base, permission, tag }: Door): void {
  app.post(
    `${base}/certificates`,
    {
      config: { permission, scope: 'keys' },
      schema: {
        tags: [tag],
        summary: 'Get a certificate for a key, which is added to yours.',
        body: CertificateRequest,
        response: { 200: Certificate },
      },
    },
    async ({ context, body }) => {
      const issued = await requestCertificate(context, body.request);
      return { ...issued, notAfter: issued.notAfter.toISOString() };
    },
  );
}

function keyRoutes(app: HttpApp, { base, permission, tag }: Door): void {
  const path = `${base}/keys`;
  const config = { permission, scope: 'keys' } as const;
  const tags = [tag];
  const response = { 200: Keys };
  app.get(
    path,
    { config, schema: { tags, summary: 'Your public keys for signing on.', response } },
    async ({ context }) => await listMachineKeys(context),
  );
  app.post(
    path,
    {
      config,
      schema: { tags, summary: 'Add a public key, beside those you have.', body: NewKey, response },
    },
    async ({ context, body }) => await addMachineKey(context, body as JsonWebKey),
  );
  app.post(
    `${path}/:key/remove`,
    {
      config,
      schema: {
        tags,
        summary: 'Remove a key: every token that you got until now holds no longer.',
        params: Params,
        response,
      },
    },
    async ({ context, params }) => await removeMachineKey(context, params.key),
  );
}
