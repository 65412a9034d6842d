import { createHash } from 'node:crypto';
import {
  refusalOf,
  type SmartIdSettings,
  trustedBy,
  verificationCodeOf,
} from '../login-means/smart-id.ts';
import { askForSession, readSessionOf } from '../login-means/smart-id-service.ts';
import type { Confirmer } from './confirmer.ts';

/** Confirms on the telephone: the hash of the act is signed there, beside its text. */
export function smartIdConfirmer(settings: SmartIdSettings): Confirmer {
  const authorities = trustedBy(settings);
  return {
    code: settings.code,
    begin: async ({ bytes, text, personalCode }) => {
      const hash = createHash('sha512').update(bytes).digest();
      const session = await askForSession(settings, {
        identifier: `PNOLV-${personalCode}`,
        hash: hash.toString('base64'),
        interactions: [
          { type: 'confirmationMessageAndVerificationCodeChoice', displayText200: text },
          { type: 'confirmationMessage', displayText200: text },
        ],
      });
      if (session === 'unreachable') return { kind: 'refused', why: 'unreachable' };
      if (session === 'refused') return { kind: 'refused', why: 'not-usable' };
      return { kind: 'begun', shown: verificationCodeOf(hash), state: session };
    },
    read: async ({ bytes, personalCode }, state) => {
      const session = await readSessionOf(settings, String(state));
      if (session === 'unreachable') return { kind: 'refused', why: 'unreachable' };
      if (session.state === 'RUNNING') return { kind: 'waiting' };
      const proof = { random: bytes.toString('base64'), personalCode };
      const why = refusalOf(session, proof, authorities);
      if (why) return { kind: 'refused', why };
      const { signature, cert } = session;
      return { kind: 'confirmed', evidence: { signature, certificate: cert?.value } };
    },
  };
}
