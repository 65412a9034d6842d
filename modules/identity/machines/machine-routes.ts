import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { addMachineKey, listMachineKeys, removeMachineKey } from './machine-keys.ts';

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

const Params = z.strictObject({ key: z.string().max(100) });

/** An IDS and an information system keep their own keys. */
export function machineRoutes(app: HttpApp): void {
  keyRoutes(app, { path: '/ids/v1/keys', permission: 'ids', tag: 'IDS' });
  keyRoutes(app, {
    ...{ path: '/exchange/v1/keys', permission: 'information-system', tag: 'Exchange' },
  });
}

function keyRoutes(
  app: HttpApp,
  {
    path,
    permission,
    tag,
  }: { path: string; permission: 'ids' | 'information-system'; tag: string },
): void {
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
