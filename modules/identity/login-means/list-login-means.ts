import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BankSettings, bankLink } from './bank-link.ts';
import { EidCardSettings, eidCard } from './eid-card.ts';
import { EidasSettings, eidas } from './eidas.ts';
import { EparakstsSettings, eparakstsMobile } from './eparaksts-mobile.ts';
import type { LoginMeans } from './login-means.ts';
import { OpenIdSettings, openIdConnect } from './openid-connect.ts';
import { SamlSettings, saml } from './saml.ts';
import { simulatedPerson } from './simulated-person.ts';
import { SmartIdSettings, smartId } from './smart-id.ts';

const Settings = z.discriminatedUnion('kind', [
  BankSettings,
  SmartIdSettings,
  EidCardSettings,
  EparakstsSettings,
  OpenIdSettings,
  SamlSettings,
  EidasSettings,
]);
const File = z.array(Settings).max(50);

/**
 * The login means of this installation: those of the file that says what the operator agreed with
 * outside parties, and in the simulated country that of choosing an invented person.
 */
export function listLoginMeans({
  simulated,
  file,
}: {
  simulated: boolean;
  file?: string | undefined;
}): LoginMeans[] {
  const stated = readLoginMeansFile(file);
  const outside = stated.map(meansOf);
  const means = simulated ? [...outside, simulatedPerson] : outside;
  const codes = new Set(means.map(({ code }) => code));
  if (codes.size < means.length) throw new Error('Two login means of the file have one code.');
  return means;
}

/** What the operator agreed with outside parties; nothing without a file. */
export function readLoginMeansFile(file: string | undefined): z.output<typeof File> {
  return file === undefined ? [] : File.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function meansOf(settings: z.output<typeof Settings>): LoginMeans {
  switch (settings.kind) {
    case 'bank-link':
      return bankLink(settings);
    case 'smart-id':
      return smartId(settings);
    case 'eid-card':
      return eidCard(settings);
    case 'eparaksts-mobile':
      return eparakstsMobile(settings);
    case 'openid-connect':
      return openIdConnect(settings);
    case 'saml':
      return saml(settings);
    case 'eidas':
      return eidas(settings);
  }
}
