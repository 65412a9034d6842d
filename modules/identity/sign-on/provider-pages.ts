import type { ProviderContext } from 'oidc-provider';
import { type Language, pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { Html, html } from '../pages/html.ts';
import { type PageParts, pageHeaders, writePage } from '../pages/page.ts';

/** The pages that the provider itself shows: what went wrong, and signing out. */
export const providerPages = {
  error: (context: ProviderContext, out: { error: string; error_description?: string }) =>
    sendProviderPage(context, {
      title: { lv: 'Pieteikties neizdevās', en: 'Signing on failed' },
      body: errorBody(languageOf(context), out),
    }),
  signOut: {
    logoutSource: (context: ProviderContext, form: string) => {
      const lv = languageOf(context) === 'lv';
      sendProviderPage(context, {
        title: { lv: 'Vai izrakstīties?', en: 'Sign out?' },
        body: html`${new Html(form)}
<p>${lv ? 'Izrakstīsieties no visām vietnēm, kurās pieteicāties.' : 'You will be signed out of every site that you signed on to.'}</p>
<div class="stack">
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">${lv ? 'Izrakstīties' : 'Sign out'}</button>
<button type="submit" form="op.logoutForm">${lv ? 'Palikt' : 'Stay signed on'}</button>
</div>`,
      });
    },
    postLogoutSuccessSource: (context: ProviderContext) =>
      sendProviderPage(context, {
        title: { lv: 'Esat izrakstījies', en: 'You are signed out' },
        body: html`<p>${languageOf(context) === 'lv' ? 'Šo lapu var aizvērt.' : 'You can close this page.'}</p>`,
      }),
  },
};

function errorBody(
  language: Language,
  { error, error_description: description }: { error: string; error_description?: string },
): Html {
  const what =
    language === 'lv'
      ? 'Atgriezieties vietnē, no kuras nācāt, un sāciet vēlreiz. Ja tas atkārtojas, nosūtiet tās uzturētājam šo rindu:'
      : 'Go back to the site that you came from and begin again. If it happens again, send its operator this line:';
  return html`<p>${what}</p>
<p class="notice" lang="en">${error}${description ? `: ${description}` : ''}</p>`;
}

/** In which language the browser asks. */
export function languageOf(context: ProviderContext): Language {
  return pickLanguage(context.get('accept-language'));
}

/** Answers a request of the provider with a page. */
export function sendProviderPage(
  context: ProviderContext,
  page: Omit<PageParts, 'language'>,
): void {
  for (const [name, value] of Object.entries(pageHeaders())) context.res.setHeader(name, value);
  context.type = 'html';
  context.body = writePage({ ...page, language: languageOf(context) });
}
