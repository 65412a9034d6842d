import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { html } from '../pages/html.ts';
import type { LoginMeans, LoginOutcome, LoginTurn } from './login-means.ts';
import type { SamlProof } from './saml-assertion.ts';
import type { SamlProvider } from './saml-provider.ts';

const NONCE_BYTES = 24;
const State = z.object({
  state: z.string(),
  requestId: z.string(),
  /** What came by the browser's form, from whomever. */
  answer: z.string().optional(),
});

interface SamlMeans {
  provider: SamlProvider;
  means: Pick<LoginMeans, 'code' | 'level' | 'name' | 'hint' | 'organisation'>;
  /** What people are told before they go there. */
  told: LocalizedText;
  identify(context: Context, proof: SamlProof): Promise<LoginOutcome>;
}

/** A login means at a SAML 2.0 identity provider: people go there by a form and are sent back by one. */
export function samlMeans({ provider, means, told, identify }: SamlMeans): LoginMeans {
  return {
    ...means,
    describe: (backUrl) => provider.describe(backUrl),
    takeReturn: (kept, form) => {
      const known = State.safeParse(kept).data;
      if (!known || form.RelayState !== known.state) return kept;
      return { ...known, answer: form.SAMLResponse };
    },
    take: async (context, turn) => {
      const known = State.safeParse(turn.state).data;
      if (known?.answer === undefined) return await leave({ provider, means, told }, turn);
      const asked = { at: turn.backUrl, requestId: known.requestId };
      const proof = await provider.read(context, known.answer, asked);
      if (typeof proof === 'string') return { kind: 'refused', code: proof };
      return await identify(context, proof);
    },
  };
}

async function leave(
  { provider, means: { name }, told }: Pick<SamlMeans, 'provider' | 'means' | 'told'>,
  { state: kept, uid, backUrl, language }: LoginTurn,
): Promise<LoginOutcome> {
  const known = State.safeParse(kept).data;
  const state = known?.state ?? `${uid}.${randomBytes(NONCE_BYTES).toString('base64url')}`;
  const { url, requestId } = await provider.request(backUrl, state);
  const button = language === 'lv' ? `Doties uz: ${name.lv}` : `Go to ${name.en}`;
  const body = html`
<p>${told[language]}</p>
<form method="get" action="${url.origin + url.pathname}" class="stack">
${[...url.searchParams].map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)}
<button type="submit" class="primary">${button}</button>
</form>`;
  const title = { lv: `Pieteikties ar: ${name.lv}`, en: `Sign on by ${name.en}` };
  return {
    ...{ kind: 'ask', state: { state, requestId } },
    page: { title, body, formOrigins: [url.origin] },
  };
}
