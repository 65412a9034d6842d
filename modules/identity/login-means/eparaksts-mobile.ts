import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Language } from '../../../platform/i18n/localized-text.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { html } from '../pages/html.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { findProven } from './eparaksts-service.ts';
import type { LoginMeans, LoginOutcome } from './login-means.ts';
import type { LoginRefusal } from './login-refusals.ts';
import { findPersonOf } from './person-of.ts';

/** What the operator agreed with LVRTC: an OAuth 2 client that may identify people. */
export const EparakstsSettings = z.strictObject({
  kind: z.literal('eparaksts-mobile'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  level: z.enum(ASSURANCE_LEVELS).default('high'),
  /** The start of the service's addresses, such as `https://eidas.eparaksts.lv`. */
  url: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});
export type EparakstsSettings = z.output<typeof EparakstsSettings>;

const NONCE_BYTES = 24;
const State = z.object({ state: z.string() });
const TITLE = { lv: 'Pieteikties ar eParaksts mobile', en: 'Sign on by eParaksts mobile' };

/** What the service says when nothing came of it (RFC 6749, 4.1.2.1, and its own). */
const REFUSED: Readonly<Record<string, LoginRefusal>> = {
  access_denied: 'cancelled',
  login_timeout: 'timed-out',
  wrong_code: 'wrong-code',
  server_error: 'unreachable',
  temporarily_unavailable: 'unreachable',
};

/** A telephone that proves who somebody is, at pages of the issuer: they show the code that the telephone shows. */
export function eparakstsMobile(settings: EparakstsSettings): LoginMeans {
  const { code, level, name } = settings;
  return {
    ...{ code, level, name },
    hint: { lv: 'Apstipriniet lietotnē tālrunī', en: 'Confirm in the app on your telephone' },
    take: async (context, { state: kept, form, language, uid, backUrl }) => {
      const known = State.safeParse(kept).data;
      if (known && form.state !== undefined) {
        if (form.state !== known.state) return { kind: 'refused', code: 'not-proven' };
        if (form.code === undefined) {
          return { kind: 'refused', code: REFUSED[form.error ?? ''] ?? 'not-usable' };
        }
        const proven = await findProven(settings, { code: form.code, backUrl });
        if ('refused' in proven) return { kind: 'refused', code: proven.refused };
        return await findPersonOf(context, proven.personalCode);
      }
      const state = known?.state ?? `${uid}.${randomBytes(NONCE_BYTES).toString('base64url')}`;
      return leave(settings, { state, language, backUrl });
    },
  };
}

function leave(
  { url, clientId, name }: EparakstsSettings,
  { state, language, backUrl }: { state: string; language: Language; backUrl: string },
): LoginOutcome {
  const lv = language === 'lv';
  const fields = {
    ...{ response_type: 'code', client_id: clientId, redirect_uri: backUrl, state },
    ...{ scope: 'urn:lvrtc:fpeil:aa', prompt: 'login', ui_locales: language },
    acr_values: 'urn:eparaksts:authentication:flow:mobileid',
  };
  const body = html`
<p>${lv ? 'Izdevēja lapā būs kontroles kods. Apstipriniet tālrunī tikai tad, ja tur ir tas pats kods.' : 'The page of the issuer shows a control code. Confirm on the telephone only if the same code is there.'}</p>
<form method="get" action="${url}/trustedx-authserver/oauth/lvrtc-eipsign-as" class="stack">
${Object.entries(fields).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)}
<button type="submit" class="primary">${lv ? `Doties uz: ${name.lv}` : `Go to ${name.en}`}</button>
</form>`;
  return {
    ...{ kind: 'ask', state: { state } },
    page: { title: TITLE, body, formOrigins: [new URL(url).origin] },
  };
}
