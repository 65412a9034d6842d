import 'reflect-metadata';
import { randomBytes, X509Certificate } from 'node:crypto';
import {
  CertificatePolicyExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as Parsed,
} from '@peculiar/x509';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { html } from '../pages/html.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { Certificate, chainOf, isInTime, personalCodeOf } from './certificate-trust.ts';
import type { LoginMeans } from './login-means.ts';
import type { LoginRefusal } from './login-refusals.ts';
import { findPersonOf } from './person-of.ts';
import { revocationLists } from './revocation-lists.ts';
import { takeShownCard } from './shown-card.ts';

/** Whose cards count, and where they are shown: at a host of its own, whose proxy asks for them. */
export const EidCardSettings = z.strictObject({
  kind: z.literal('eid-card'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  level: z.enum(ASSURANCE_LEVELS).default('high'),
  /** The start of the address at which the proxy asks browsers for a certificate. */
  url: z.url(),
  /** PEM. */
  authorities: z.array(Certificate).min(1),
  intermediates: z.array(Certificate).default([]),
  /** Addresses of the revocation lists of all these. */
  revocationLists: z.array(z.url()).min(1),
  /** Object identifiers of which a certificate must have one; any when not stated. */
  policies: z.array(z.string().regex(/^\d+(\.\d+)+$/)).optional(),
});
export type EidCardSettings = z.output<typeof EidCardSettings>;

const NONCE_BYTES = 24;
const State = z.object({ state: z.string() });
const TITLE = { lv: 'Pieteikties ar eID karti', en: 'Sign on by the eID card' };

/** A card whose certificate the browser shows by TLS; the proxy hands it over. */
export function eidCard(settings: EidCardSettings): LoginMeans {
  const { code, level, name, url } = settings;
  const check = checkOf(settings);
  return {
    ...{ code, level, name },
    hint: { lv: 'Ielieciet karti lasītājā', en: 'Put the card into the reader' },
    takesCertificate: true,
    take: async (context, { state: kept, form, language, uid }) => {
      const known = State.safeParse(kept).data;
      if (known && form.state !== undefined) {
        if (form.state !== known.state) return { kind: 'refused', code: 'not-proven' };
        if (form.error !== undefined) return { kind: 'refused', code: 'no-card' };
        return await outcomeOf(context, check, { code: form.code, state: known.state });
      }
      const state = known?.state ?? `${uid}.${randomBytes(NONCE_BYTES).toString('base64url')}`;
      const lv = language === 'lv';
      const body = html`
<p>${lv ? 'Ielieciet eID karti lasītājā. Pārlūks jautās, kuru sertifikātu rādīt: izvēlieties autentifikācijas sertifikātu un ievadiet PIN1.' : 'Put the eID card into the reader. The browser will ask which certificate to show: choose the one for authentication and enter PIN1.'}</p>
<form method="get" action="${url}${SIGN_ON_PATH}/card/${code}" class="stack">
<input type="hidden" name="state" value="${state}">
<button type="submit" class="primary">${lv ? 'Rādīt karti' : 'Show the card'}</button>
</form>`;
      return {
        ...{ kind: 'ask', state: { state } },
        page: { title: TITLE, body, formOrigins: [new URL(url).origin] },
      };
    },
  };
}

type Check = (certificate: X509Certificate) => Promise<{ personalCode: string } | LoginRefusal>;

async function outcomeOf(
  context: Context,
  check: Check,
  shown: { code: string | undefined; state: string },
) {
  const pem = await takeShownCard(context, shown);
  if (pem === undefined) return { kind: 'refused', code: 'not-proven' } as const;
  const proven = await check(new X509Certificate(pem));
  if (typeof proven === 'string') return { kind: 'refused', code: proven } as const;
  return await findPersonOf(context, proven.personalCode);
}

/** Whose card it is, or why it proves nothing. Each certificate below an authority is looked up. */
function checkOf(settings: EidCardSettings): Check {
  const isRevoked = revocationLists(settings.revocationLists);
  return async (certificate) => {
    const now = machineClock.now();
    const chain = chainOf(certificate, settings, now);
    if (!chain) return 'card-not-trusted';
    if (!isInTime(certificate, now)) return 'card-out-of-time';
    const parsed = chain.map(({ raw }) => new Parsed(raw));
    const personalCode = personalCodeOf(certificate);
    const [own] = parsed;
    if (!own || personalCode === undefined || !isForSigningOn(own, settings.policies)) {
      return 'card-not-for-signing-on';
    }
    for (const [place, issuer] of parsed.slice(1).entries()) {
      const issued = parsed[place];
      const status = issued ? await isRevoked(issued, issuer, now) : 'unknown';
      if (status === 'revoked') return 'card-revoked';
      if (status === 'unknown') return 'card-not-checkable';
    }
    return { personalCode };
  };
}

/** A card has one certificate for signing on and one for signing documents, which is not to be shown here. */
function isForSigningOn(certificate: Parsed, policies: readonly string[] | undefined): boolean {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages ?? 0;
  const purposes = certificate.getExtension(ExtendedKeyUsageExtension)?.usages ?? [];
  const stated = certificate.getExtension(CertificatePolicyExtension)?.policies ?? [];
  return (
    (usages & KeyUsageFlags.digitalSignature) !== 0 &&
    (usages & KeyUsageFlags.nonRepudiation) === 0 &&
    purposes.includes(ExtendedKeyUsage.clientAuth) &&
    (policies === undefined || policies.some((policy) => stated.includes(policy)))
  );
}
