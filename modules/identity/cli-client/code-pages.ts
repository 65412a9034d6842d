import type { Client, ProviderContext } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { html } from '../pages/html.ts';
import { languageOf, sendProviderPage } from '../sign-on/provider-pages.ts';
import { forgetFailures, mustWait, noteFailure } from '../steps/slow-guessing.ts';

const FIELD = /name="xsrf" value="([^"]*)"/;
const ACTION = /action="([^"]*)"/;

/**
 * The pages where a person types the code that a program without a browser shows (RFC 8628), for the
 * provider's device flow. Wrong codes are counted for the address that they come from, so that nobody
 * comes upon another's code.
 */
export function codePages(context: Context) {
  const keyOf = ({ ip }: ProviderContext) =>
    context.keys.hash('sign-on-artifact', `guessed code ${ip}`).toString('hex');
  return {
    userCodeInputSource: async (
      provided: ProviderContext,
      form: string,
      _out: unknown,
      error?: { name: string },
    ) => {
      const isWrong = error !== undefined && error.name !== 'AbortedError';
      if (isWrong) await noteFailure(context, keyOf(provided));
      const waits = await mustWait(context, keyOf(provided));
      askForCode(provided, { form, state: waits ? 'waits' : isWrong ? 'wrong' : 'asked' });
    },
    userCodeConfirmSource: async (
      provided: ProviderContext,
      form: string,
      client: Client,
      _device: unknown,
      code: string,
    ) => {
      if (await mustWait(context, keyOf(provided))) {
        return askForCode(provided, { form, state: 'waits' });
      }
      await forgetFailures(context, keyOf(provided));
      return confirmCode(provided, { form, client, code });
    },
    successSource: (provided: ProviderContext) => {
      const lv = languageOf(provided) === 'lv';
      sendProviderPage(provided, {
        title: { lv: 'Programma ir pieteikta', en: 'The program is signed on' },
        body: html`<p>${lv ? 'Šo lapu var aizvērt un turpināt programmā.' : 'You can close this page and go on in the program.'}</p>`,
      });
    },
  };
}

const NOTICES = {
  wrong: {
    lv: 'Tāda koda nav, vai tas vairs nav derīgs. Pārbaudiet, ko rāda programma.',
    en: 'There is no such code, or it is over. Check what the program shows.',
  },
  waits: {
    lv: 'Pārāk daudz nepareizu kodu. Pagaidiet dažas minūtes un mēģiniet vēlreiz.',
    en: 'Too many wrong codes. Wait a few minutes and try again.',
  },
};

function askForCode(
  context: ProviderContext,
  { form, state }: { form: string; state: 'asked' | 'wrong' | 'waits' },
): void {
  const language = languageOf(context);
  const lv = language === 'lv';
  const notice = state === 'asked' ? undefined : NOTICES[state][language];
  sendProviderPage(context, {
    title: { lv: 'Pieteikt programmu', en: 'Sign on a program' },
    body: html`
${notice ? html`<p class="notice" role="alert" id="notice">${notice}</p>` : null}
<form method="post" action="${ACTION.exec(form)?.[1] ?? ''}" class="stack">
<input type="hidden" name="xsrf" value="${FIELD.exec(form)?.[1] ?? ''}">
<div><label for="user_code">${lv ? 'Kods, ko rāda programma' : 'The code that the program shows'}</label>
<input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters"
spellcheck="false" maxlength="20" required></div>
<button type="submit" class="primary">${lv ? 'Turpināt' : 'Continue'}</button>
</form>`,
  });
}

function confirmCode(
  context: ProviderContext,
  { form, client, code }: { form: string; client: Client; code: string },
): void {
  const language = languageOf(context);
  const lv = language === 'lv';
  const warning = lv
    ? 'Ja to palaidis kāds cits vai kods nesakrīt, nepiesakiet to: tas varētu darboties jūsu vārdā.'
    : 'If somebody else started it, or the code differs, do not sign it on: it could act for you.';
  const metadata = client.metadata();
  const name = String((language === 'en' && metadata['name#en']) || metadata.client_name);
  const [xsrf, action] = [FIELD.exec(form)?.[1] ?? '', ACTION.exec(form)?.[1] ?? ''];
  const hidden = html`
<input type="hidden" name="xsrf" value="${xsrf}">
<input type="hidden" name="user_code" value="${code}">`;
  sendProviderPage(context, {
    title: { lv: 'Vai tā ir jūsu programma?', en: 'Is it your program?' },
    body: html`
<p>${lv ? 'Programma' : 'The program'} <strong>${name}</strong> ${lv ? 'rāda šo kodu:' : 'shows this code:'}</p>
<p class="code">${code}</p>
<p class="soft">${warning}</p>
<div class="stack">
<form method="post" action="${action}">${hidden}<button type="submit" class="primary" name="confirm" value="yes">${lv ? 'Pieteikt' : 'Sign it on'}</button></form>
<form method="post" action="${action}">${hidden}<button type="submit" name="abort" value="yes">${lv ? 'Nepieteikt' : 'Do not'}</button></form>
</div>`,
  });
}
