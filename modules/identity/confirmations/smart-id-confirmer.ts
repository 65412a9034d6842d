import { createHash } from 'node:crypto';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import {
  refusalOf,
  type SmartIdSettings,
  trustedBy,
  verificationCodeOf,
} from '../login-means/smart-id.ts';
import { askForSession, readSessionOf } from '../login-means/smart-id-service.ts';
import type { Confirmer } from './confirmer.ts';

const Evidence = z.object({
  signature: z.object({ value: z.string(), algorithm: z.string() }),
  certificate: z.string(),
  /** By the machine's clock, as certificates are. */
  verifiedAt: z.iso.datetime(),
});

/** Confirms on the telephone: the hash of the act is signed there, beside its text. */
export function smartIdConfirmer(settings: SmartIdSettings): Confirmer {
  const authorities = trustedBy(settings);
  return {
    code: settings.code,
    isFor: async () => true,
    begin: async (_context, { bytes, text, personalCode }) => {
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
      return { kind: 'begun', shown: verificationCodeOf(hash), asked: null, state: session };
    },
    read: async (_context, { bytes, personalCode }, { state }) => {
      const session = await readSessionOf(settings, String(state));
      if (session === 'unreachable') return { kind: 'refused', why: 'unreachable' };
      if (session.state === 'RUNNING') return { kind: 'waiting' };
      const proof = { random: bytes.toString('base64'), personalCode };
      const why = refusalOf(session, proof, authorities);
      if (why) return { kind: 'refused', why };
      const { signature, cert } = session;
      const verifiedAt = machineClock.now().toISOString();
      return { kind: 'confirmed', evidence: { signature, certificate: cert?.value, verifiedAt } };
    },
    proves: async ({ bytes, personalCode }, evidence) => {
      const read = Evidence.safeParse(evidence);
      if (!read.success) return false;
      const { signature, certificate, verifiedAt } = read.data;
      const cert = { value: certificate, certificateLevel: 'QUALIFIED' };
      const session = { state: 'COMPLETE' as const, result: { endResult: 'OK' }, signature, cert };
      const proof = { random: bytes.toString('base64'), personalCode };
      return refusalOf(session, proof, authorities, new Date(verifiedAt)) === undefined;
    },
  };
}
