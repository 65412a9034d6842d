import type { Language } from '../../../platform/i18n/localized-text.ts';
import type { LoginPage } from '../login-means/login-means.ts';
import { html } from '../pages/html.ts';
import type { AskedFactor } from './prove-factor.ts';

/** Where the page's script is. It does nothing but ask the browser for a passkey. */
export const PASSKEY_SCRIPT_PATH = '/sign-on/passkey.js';

export const PASSKEY_SCRIPT = `
const form = document.querySelector('#passkey');
form.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const failed = form.querySelector('[role=alert]');
  failed.hidden = true;
  try {
    const options = JSON.parse(form.dataset.options);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials.get({ publicKey });
    form.elements.response.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    failed.hidden = false;
  }
});
`;

const TITLE = { lv: 'Vēl viens apliecinājums', en: 'One more proof' };

/** Asks for a second factor: a code works without a script, a passkey needs the browser's own help. */
export function factorPage(
  asked: AskedFactor,
  { language, address, isWrong }: { language: Language; address: string; isWrong: boolean },
): LoginPage {
  const lv = language === 'lv';
  const wrong = lv
    ? 'Tas neder. Pārbaudiet kodu tālrunī vai gaidiet nākamo, un mēģiniet vēlreiz.'
    : 'That does not fit. Check the code on your telephone, or wait for the next, and try again.';
  const body = html`
${isWrong ? html`<p class="notice" role="alert">${wrong}</p>` : null}
<p>${lv ? 'Šim solim vajadzīgs vēl viens apliecinājums, ka tas esat jūs.' : 'This step needs one more proof that it is you.'}</p>
${asked.passkey ? passkeyForm(asked.passkey, { lv, address }) : null}
${asked.hasCodes ? codeForm({ lv, address }) : null}
${asked.hasDeskCode ? deskForm({ lv, address }) : null}`;
  return {
    title: TITLE,
    body,
    ...(asked.passkey ? { script: PASSKEY_SCRIPT_PATH } : {}),
  };
}

function passkeyForm(options: object, { lv, address }: { lv: boolean; address: string }) {
  const failed = lv
    ? 'Piekļuves atslēga netika izmantota. Mēģiniet vēlreiz vai lietojiet kodu.'
    : 'The passkey was not used. Try again, or use a code.';
  return html`
<form method="post" action="${address}" id="passkey" class="stack" hidden
data-options="${JSON.stringify(options)}">
<p class="notice" role="alert" hidden>${failed}</p>
<input type="hidden" name="response">
<button type="submit" class="primary">${lv ? 'Lietot piekļuves atslēgu' : 'Use a passkey'}</button>
</form>`;
}

function codeForm({ lv, address }: { lv: boolean; address: string }) {
  return html`
<form method="post" action="${address}" class="stack">
<div><label for="code">${lv ? 'Kods no autentifikācijas lietotnes' : 'Code of your authenticator program'}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code"
pattern="[0-9]{6}" maxlength="6" required></div>
<button type="submit" class="primary">${lv ? 'Turpināt' : 'Continue'}</button>
</form>`;
}

function deskForm({ lv, address }: { lv: boolean; address: string }) {
  const after = lv
    ? 'Pēc tam pievienojiet savu otro faktoru: šis kods der vienu reizi.'
    : 'Add a second factor of your own after that: this code works once.';
  return html`
<form method="post" action="${address}" class="stack">
<div><label for="desk">${lv ? 'Kods no klientu apkalpošanas centra' : 'Code from the service centre'}</label>
<input id="desk" name="deskCode" inputmode="numeric" autocomplete="off"
pattern="[0-9]{5} ?[0-9]{5}" maxlength="11" required aria-describedby="desk-after">
<p class="soft" id="desk-after">${after}</p></div>
<button type="submit" class="primary">${lv ? 'Turpināt' : 'Continue'}</button>
</form>`;
}
