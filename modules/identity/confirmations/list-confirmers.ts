import { readLoginMeansFile } from '../login-means/list-login-means.ts';
import type { Confirmer } from './confirmer.ts';
import { smartIdConfirmer } from './smart-id-confirmer.ts';

/** In the simulated country, whose people have no telephones: pressing the button on the page is enough. */
const simulatedConfirmer: Confirmer = {
  code: 'simulated-person',
  begin: async () => ({ kind: 'begun', shown: null, state: null }),
  read: async () => ({ kind: 'confirmed', evidence: { simulated: true } }),
};

/** By what an installation lets people confirm, the one to be used first. */
export function listConfirmers({
  simulated,
  file,
}: {
  simulated: boolean;
  file?: string | undefined;
}): Confirmer[] {
  const outside = readLoginMeansFile(file).flatMap((one) =>
    one.kind === 'smart-id' ? [smartIdConfirmer(one)] : [],
  );
  return simulated ? [...outside, simulatedConfirmer] : outside;
}
