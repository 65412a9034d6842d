import { readLoginMeansFile } from '../login-means/list-login-means.ts';
import type { Confirmer } from './confirmer.ts';
import { passkeyConfirmer } from './passkey-confirmer.ts';
import { smartIdConfirmer } from './smart-id-confirmer.ts';

/** In the simulated country, whose people have no telephones: pressing the button on the page is enough. */
const simulatedConfirmer: Confirmer = {
  code: 'simulated-person',
  isFor: async () => true,
  begin: async () => ({ kind: 'begun', shown: null, asked: null, state: null }),
  read: async () => ({ kind: 'confirmed', evidence: { simulated: true } }),
  proves: async () => false,
};

/**
 * By what an installation lets people confirm, the one to be used first: a passkey disturbs nobody until
 * its button is pressed, a telephone rings.
 */
export function listConfirmers({
  simulated,
  file,
  publicUrl,
}: {
  simulated: boolean;
  file?: string | undefined;
  publicUrl(): string;
}): Confirmer[] {
  const outside = readLoginMeansFile(file).flatMap((one) =>
    one.kind === 'smart-id' ? [smartIdConfirmer(one)] : [],
  );
  const all = [passkeyConfirmer(publicUrl), ...outside];
  return simulated ? [...all, simulatedConfirmer] : all;
}
