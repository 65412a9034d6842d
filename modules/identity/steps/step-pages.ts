import type { Language, LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { OFFICIAL_LOGIN } from '../log-ins/demand-login.ts';
import type { LoginMeans } from '../login-means/login-means.ts';
import { LOGIN_REFUSALS, type LoginRefusal } from '../login-means/login-refusals.ts';
import type { OrganisationProfile, Profile } from '../mandates/mandate.ts';
import { type Html, html } from '../pages/html.ts';
import { type AssuranceLevel, isAtLeast, strongerOf } from '../sign-on/assurance-level.ts';
import type { Demand } from '../sign-on/interaction-policy.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { RAISED } from './finish-log-in.ts';
import type { Step } from './step.ts';

const LEVELS: Record<AssuranceLevel, LocalizedText> = {
  low: { lv: 'zems', en: 'low' },
  substantial: { lv: 'būtisks', en: 'substantial' },
  high: { lv: 'augsts', en: 'high' },
};

/** Whether a means is enough by itself, or only with a second factor. */
export function needsFactor(
  means: Pick<LoginMeans, 'level' | 'organisation'>,
  demand: Demand,
): boolean {
  return !isAtLeast(means.level, levelFor(means, demand));
}

/** Officials never sign on by a password alone, whatever the client demands. */
function levelFor({ organisation }: Pick<LoginMeans, 'organisation'>, { level }: Demand) {
  return organisation === undefined ? level : strongerOf(level, OFFICIAL_LOGIN.level);
}

/** Why a means cannot be used for a client, also with a second factor; undefined when it can. */
export function whyNot(means: LoginMeans, demand: Demand): LocalizedText | undefined {
  if (demand.means && !demand.means.includes(means.code)) {
    return {
      lv: 'šī vietne to lietot nedrīkst',
      en: 'this site is not entitled to it',
    };
  }
  if (means.organisation !== undefined && !demand.isOwn && !demand.means) {
    return { lv: 'tikai amatpersonām', en: 'for officials only' };
  }
  const level = levelFor(means, demand);
  if (isAtLeast(strongerOf(means.level, RAISED), level)) return undefined;
  return {
    lv: `vajadzīgs uzticamības līmenis “${LEVELS[level].lv}”`,
    en: `the assurance level “${LEVELS[level].en}” is needed`,
  };
}

export function stepPath(uid: string, means?: string): string {
  return `${SIGN_ON_PATH}/step/${uid}${means === undefined ? '' : `/${means}`}`;
}

/** The choice of a login means: those that cannot be used are named, with the reason. */
export function chooseBody(
  step: Step,
  all: readonly LoginMeans[],
  refused: LoginRefusal | undefined,
): Html {
  const { language, demand, client, interaction } = step;
  const lv = language === 'lv';
  const usable = all.filter((means) => !whyNot(means, demand));
  const forPeople = usable.filter((means) => means.organisation === undefined);
  const forOfficials = usable.filter((means) => means.organisation !== undefined);
  const others = all.flatMap((means) => {
    // Of the many institutions nobody needs to hear that it is not theirs.
    const reason = means.organisation === undefined ? whyNot(means, demand) : undefined;
    return reason ? [html`<li>${means.name[language]}: ${reason[language]}</li>`] : [];
  });
  const strengthen = interaction.session?.accountId !== undefined;
  return html`
${refusedNotice(step, refused)}
<p>${lv ? 'Jūs piesakāties vietnē' : 'You are signing on to'} <strong>${client.name[language]}</strong>.</p>
${strengthen ? html`<p>${lv ? 'Šim solim vajadzīgs vēl viens apliecinājums, ka tas esat jūs.' : 'This step needs one more proof that it is you.'}</p>` : null}
${choices(step, forPeople)}
${forOfficials.length > 0 ? html`<h2>${lv ? 'Amatpersonām' : 'For officials'}</h2>${choices(step, forOfficials)}` : null}
${usable.length === 0 ? html`<p class="notice" role="alert">${lv ? 'Nevienu pieteikšanās līdzekli šeit lietot nevar.' : 'No login means can be used here.'}</p>` : null}
${others.length > 0 ? html`<h2>${lv ? 'Šeit nav lietojami' : 'Not usable here'}</h2><ul>${others}</ul>` : null}
${cancelForm(step)}`;
}

function choices({ language, demand, interaction }: Step, means: readonly LoginMeans[]): Html {
  const factor = language === 'lv' ? ' + otrs faktors' : ' + a second factor';
  return html`<ul class="choices">${means.map(
    (one) => html`
<li><form method="post" action="${stepPath(interaction.uid, one.code)}"><button type="submit">${one.name[language]}
<span class="soft">${one.hint[language]}${needsFactor(one, demand) ? factor : ''}</span></button></form></li>`,
  )}</ul>`;
}

function refusedNotice({ language }: Step, refused: LoginRefusal | undefined): Html | null {
  if (!refused) return null;
  return html`<p class="notice" role="alert">${LOGIN_REFUSALS[refused][language]}</p>`;
}

const CAPACITIES: Record<Profile['capacity'] | OrganisationProfile['by'], LocalizedText> = {
  self: { lv: 'jūs', en: 'yourself' },
  child: { lv: 'bērns', en: 'child' },
  mandate: { lv: 'pēc pilnvarojuma', en: 'by a mandate' },
  alone: { lv: 'jūs pārstāvat organizāciju', en: 'you represent the organisation' },
  jointly: {
    lv: 'pārstāvat tikai kopā ar citiem, tāpēc viens to izvēlēties nevarat',
    en: 'you represent it only together with others, so you cannot choose it by yourself',
  },
};

/** The choice for whom a person acts towards a client that asks for that. */
export function capacityBody(
  step: Step,
  {
    profiles,
    organisations,
  }: {
    profiles: readonly (Profile & { name: string })[];
    organisations: readonly OrganisationProfile[];
  },
): Html {
  const { language, client, interaction } = step;
  const lv = language === 'lv';
  const told = lv
    ? 'uzzinās, kā vārdā rīkojaties, un ka to darāt jūs.'
    : 'will know for whom you act, and that it is you who does.';
  return html`
<p>${lv ? 'Vietne' : 'The site'} <strong>${client.name[language]}</strong> ${told}</p>
<form method="post" action="${stepPath(interaction.uid)}">
<ul class="choices">${profiles.map(
    ({ personId, name, capacity }) => html`
<li><button type="submit" name="profile" value="${personId}">${name}
<span class="soft">${CAPACITIES[capacity][language]}</span></button></li>`,
  )}${organisations.flatMap((one) => organisationChoice(one, language) ?? [])}</ul>
</form>
${cancelForm(step)}`;
}

/** An organisation that the person may choose here, or why they cannot. */
function organisationChoice(
  { organisation: { id, name }, by, acts }: OrganisationProfile,
  language: Language,
): Html | null {
  const words = html`${name[language]} <span class="soft">${CAPACITIES[by][language]}</span>`;
  if (by === 'jointly') return html`<li>${words}</li>`;
  if (!acts.includes('use-services')) return null;
  return html`<li><button type="submit" name="organisation" value="${id}">${words}</button></li>`;
}

/** The consent that a client asked to have confirmed. */
export function consentBody(step: Step): Html {
  const { language, client, interaction } = step;
  const lv = language === 'lv';
  const scopes = (interaction.params.scope ?? '').split(' ');
  const told = SHARED.filter(([scope]) => scopes.includes(scope));
  return html`
<p>${lv ? 'Vietne' : 'The site'} <strong>${client.name[language]}</strong> ${lv ? 'uzzinās, ka esat pieteicies' : 'will know that you signed on'}${told.length > 0 ? (lv ? ', un arī:' : ', and also:') : '.'}</p>
<ul>${told.map(([, text]) => html`<li>${text[language]}</li>`)}</ul>
<form method="post" action="${stepPath(interaction.uid)}" class="stack">
<button type="submit" class="primary" name="consent" value="yes">${lv ? 'Turpināt' : 'Continue'}</button>
</form>
${cancelForm(step)}`;
}

const SHARED: readonly [scope: string, text: LocalizedText][] = [
  ['profile', { lv: 'jūsu vārdu un dzimšanas datumu', en: 'your name and date of birth' }],
  ['personal-code', { lv: 'jūsu personas kodu', en: 'your personal code' }],
  ['capacity', { lv: 'kā vārdā rīkojaties', en: 'for whom you act' }],
  [
    'offline_access',
    { lv: 'varēs rīkoties arī tad, kad neesat klāt', en: 'may act while you are away' },
  ],
];

/** Every page has a way back to the site that the person came from. */
export function cancelForm({ language, interaction }: Step): Html {
  return html`<form method="post" action="${stepPath(interaction.uid)}">
<button type="submit" name="cancel" value="yes">${language === 'lv' ? 'Atgriezties, nepiesakoties' : 'Go back without signing on'}</button>
</form>`;
}
