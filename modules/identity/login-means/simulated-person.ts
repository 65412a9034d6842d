import type { Language } from '../../../platform/i18n/localized-text.ts';
import { listSimulatedPersons, type SimulatedPerson } from '../list-simulated-persons.ts';
import { html } from '../pages/html.ts';
import type { LoginMeans } from './login-means.ts';

const NAME_LENGTH_MAX = 100;
const PERSON_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** In the simulated country anyone may be anyone: a person is chosen by name, which proves nothing. */
export const simulatedPerson: LoginMeans = {
  code: 'simulated-person',
  level: 'low',
  name: { lv: 'Izvēlēties izdomātu personu', en: 'Choose an invented person' },
  hint: { lv: 'Tikai simulētajā valstī', en: 'Only in the simulated country' },
  take: async (context, { form, language, address }) => {
    const { personId = '', name = '' } = form;
    if (PERSON_ID.test(personId)) return { kind: 'known', personId };
    const asked = name.slice(0, NAME_LENGTH_MAX);
    const persons = await listSimulatedPersons(context, asked);
    const body = pickerBody(persons, { language, asked, address });
    return { kind: 'ask', state: null, page: { title: TITLE, body } };
  },
};

const TITLE = { lv: 'Kā ko pieteikties?', en: 'Sign on as whom?' };

function pickerBody(
  persons: readonly SimulatedPerson[],
  { language, asked, address }: { language: Language; asked: string; address: string },
) {
  const lv = language === 'lv';
  const none = lv ? 'Neviena tāda nav. Mēģiniet citu vārdu.' : 'There is nobody. Try another name.';
  return html`
<form method="get" action="${address}" role="search" class="stack">
<div><label for="name">${lv ? 'Meklēt pēc vārda' : 'Search by name'}</label>
<input id="name" name="name" value="${asked}" autocomplete="off" maxlength="${NAME_LENGTH_MAX}"></div>
<button type="submit">${lv ? 'Meklēt' : 'Search'}</button>
</form>
<form method="post" action="${address}">
<h2>${lv ? 'Izdomātas personas' : 'Invented persons'}</h2>
${persons.length === 0 ? html`<p role="status">${none}</p>` : null}
<ul class="choices">${persons.map(
    ({ personId, name, birthYear, reliefs }) => html`
<li><button type="submit" name="personId" value="${personId}">${name}
<span class="soft">${birthYear} · ${lv ? 'atvieglojumi' : 'reliefs'}: ${reliefs}</span></button></li>`,
  )}</ul>
</form>`;
}
