import { createSystemKey } from '../modules/exchange/index.ts';
import { hashAccessKey, makeAccessKeyText } from '../modules/providers/index.ts';
import type { Permission } from '../platform/http/http-app.ts';
import type { TestContext } from '../platform/testing/test-context.ts';
import type { Vejaine } from './fixture/vejaine.ts';

type Expiring = [who: string, kind: Permission, code: string, show: () => Promise<object>];

/** Keys and sessions that are good for a second more, and the code with which they are refused then. */
export function expiring(
  context: TestContext,
  fixture: Vejaine,
  signInPerson: (personId: string) => Promise<object>,
): Expiring[] {
  return [
    [
      'an IDS',
      'ids',
      'access-key-expired',
      async () => ({ authorization: await expiringIdsKey(context, fixture) }),
    ],
    [
      'an information system',
      'information-system',
      'system-key-expired',
      async () => {
        const expiresAt = new Date(context.clock.now().getTime() + 1_000);
        const { keyText } = await createSystemKey(context, { system: 'vejaine', expiresAt });
        return { authorization: `Bearer ${keyText}` };
      },
    ],
    [
      'a recipient',
      'recipient',
      'session-ended',
      async () => {
        const headers = await signInPerson(fixture.outsider.id);
        await context.adminDb.query(
          `update identity.sessions set expires_at = created_at + interval '1 second'
         where person_id = $1::uuid`,
          [fixture.outsider.id],
        );
        return headers;
      },
    ],
  ];
}

async function expiringIdsKey(context: TestContext, fixture: Vejaine): Promise<string> {
  const id = context.ids.next();
  const keyText = makeAccessKeyText(id);
  await context.adminDb.query(
    `insert into providers.access_keys (id, ids_id, secret_hash, key_version, created_at, expires_at)
     values ($1::uuid, $2::uuid, $3::bytea, $4::smallint, $5::timestamptz,
       $5::timestamptz + interval '1 second')`,
    [
      id,
      fixture.idsId,
      hashAccessKey(context.keys, keyText),
      context.keys.version,
      context.clock.now(),
    ],
  );
  return `Bearer ${keyText}`;
}
