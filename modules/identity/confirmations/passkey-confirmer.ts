import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { askForPasskey, checkPasskey } from '../second-factors/passkey.ts';
import { openPasskey, type SecondFactor } from '../second-factors/second-factor.ts';
import { selectFactors } from '../second-factors/sql/select-factors.ts';
import { setFactorUsed } from '../second-factors/sql/set-factor-used.ts';
import type { Confirmer } from './confirmer.ts';

const Evidence = z.object({
  origin: z.string(),
  credential: z.object({ id: z.string(), publicKey: z.string() }),
  response: z.object({
    authenticatorData: z.string(),
    clientDataJSON: z.string(),
    signature: z.string(),
  }),
});
const Signed = Evidence.shape.response;

/**
 * Confirms with a passkey of the person: its challenge is the hash of the act, so the signature is over
 * the act itself. The page shows the text; the passkey shows the site alone.
 */
export function passkeyConfirmer(publicUrl: () => string): Confirmer {
  return {
    code: 'passkey',
    isFor: async (context, personId) => (await passkeysOf(context, personId)).length > 0,
    begin: async (context, { bytes, personId }) => {
      const factors = await passkeysOf(context, personId);
      const held = factors.map((one) => openPasskey(context.keys, one));
      const asked = await askForPasskey(publicUrl(), held, challengeOf(bytes));
      return { kind: 'begun', shown: null, asked, state: null };
    },
    read: async (context, { bytes, personId }, { answer }) => {
      if (!answer) return { kind: 'waiting' };
      const origin = publicUrl();
      for (const factor of await passkeysOf(context, personId)) {
        const passkey = openPasskey(context.keys, factor);
        if (passkey.id !== answer.id) continue;
        const proof = { response: answer, challenge: challengeOf(bytes).toString('base64url') };
        const counter = await checkPasskey(origin, { ...proof, passkey, counter: factor.counter });
        const use = { id: factor.id, counter: counter ?? 0, now: context.clock.now() };
        if (counter === undefined || !(await setFactorUsed(context.db, use))) break;
        const { id, publicKey } = passkey;
        const response = Signed.parse(answer.response);
        return { kind: 'confirmed', evidence: { origin, credential: { id, publicKey }, response } };
      }
      return { kind: 'refused', why: 'not-proven' };
    },
    proves: async ({ bytes }, evidence) => {
      const read = Evidence.safeParse(evidence);
      if (!read.success) return false;
      const { origin, credential, response } = read.data;
      const { id } = credential;
      const counter = await checkPasskey(origin, {
        ...{ passkey: { ...credential, transports: [] }, counter: 0 },
        challenge: challengeOf(bytes).toString('base64url'),
        response: {
          ...{ id, rawId: id, response },
          type: 'public-key',
          clientExtensionResults: {},
        },
      });
      return counter !== undefined;
    },
  };
}

async function passkeysOf(context: Context, personId: string): Promise<SecondFactor[]> {
  const factors = await selectFactors(context.db, personId);
  return factors.filter(({ kind, enrolledAt }) => kind === 'passkey' && enrolledAt !== null);
}

function challengeOf(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}
