import type { ProviderContext } from 'oidc-provider';
import { type Language, pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { Html, html } from '../pages/html.ts';
import { type PageParts, pageHeaders, writePage } from '../pages/page.ts';

/** The pages that the provider itself shows: what went wrong, signing out, the code of a device. */
export const providerPages = {
  error: (context: ProviderContext, out: { error: string; error_description?: string }) =>
    send(context, {
      title: { lv: 'Pieteikties neizdevās', en: 'Signing on failed' },
      body: errorBody(languageOf(context), out),
    }),
  signOut: {
    logoutSource: (context: ProviderContext, form: string) => {
      const lv = languageOf(context) === 'lv';
      send(context, {
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
      send(context, {
        title: { lv: 'Esat izrakstījies', en: 'You are signed out' },
        body: html`<p>${languageOf(context) === 'lv' ? 'Šo lapu var aizvērt.' : 'You can close this page.'}</p>`,
      }),
  },
  device: {
    userCodeInputSource: (
      context: ProviderContext,
      form: string,
      _out: unknown,
      failed: unknown,
    ) => {
      const lv = languageOf(context) === 'lv';
      const wrong = lv
        ? 'Kods nav pareizs vai vairs neder. Pārbaudiet to un ievadiet vēlreiz.'
        : 'The code is wrong or no longer holds. Check it and enter it again.';
      send(context, {
        title: { lv: 'Ievadiet kodu no ierīces', en: 'Enter the code of the device' },
        body: html`${failed ? html`<p class="notice" role="alert">${wrong}</p>` : null}
<label for="user_code">${lv ? 'Kods' : 'Code'}</label>
${new Html(form.replace('<input type="text"', '<input type="text" id="user_code" autocomplete="off"'))}
<div class="stack"><button class="primary" type="submit" form="op.deviceInputForm">${lv ? 'Turpināt' : 'Continue'}</button></div>`,
      });
    },
    userCodeConfirmSource: (
      context: ProviderContext,
      form: string,
      _client: unknown,
      _device: unknown,
      userCode: string,
    ) => {
      const lv = languageOf(context) === 'lv';
      send(context, {
        title: { lv: 'Vai šis ir jūsu kods?', en: 'Is this your code?' },
        body: html`<p class="code">${userCode}</p>
<p>${lv ? 'Turpiniet tikai tad, ja šo kodu redzat savā ierīcē un pats to pieprasījāt.' : 'Continue only if you see this code on your own device and asked for it yourself.'}</p>
${new Html(form)}
<div class="stack">
<button class="primary" type="submit" form="op.deviceConfirmForm">${lv ? 'Turpināt' : 'Continue'}</button>
<button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">${lv ? 'Atcelt' : 'Cancel'}</button>
</div>`,
      });
    },
    successSource: (context: ProviderContext) =>
      send(context, {
        title: { lv: 'Ierīce ir pieteikta', en: 'The device is signed on' },
        body: html`<p>${languageOf(context) === 'lv' ? 'Šo lapu var aizvērt un turpināt ierīcē.' : 'You can close this page and go on at the device.'}</p>`,
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

function languageOf(context: ProviderContext): Language {
  return pickLanguage(context.get('accept-language'));
}

function send(context: ProviderContext, page: Omit<PageParts, 'language'>): void {
  for (const [name, value] of Object.entries(pageHeaders())) context.res.setHeader(name, value);
  context.type = 'html';
  context.body = writePage({ ...page, language: languageOf(context) });
}
