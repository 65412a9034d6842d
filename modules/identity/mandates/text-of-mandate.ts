import type { Language } from '../../../platform/i18n/localized-text.ts';
import type { NewMandate } from './give-mandate.ts';
import type { MandateAct } from './mandate.ts';

const ACTS: Record<Language, Record<MandateAct, string>> = {
  lv: {
    'see-reliefs': 'redzēt atvieglojumus',
    'see-transactions': 'redzēt darījumus',
    'see-records': 'redzēt reģistru ierakstus',
    'manage-means': 'pārvaldīt kartes',
    'see-mandates': 'redzēt pilnvarojumus',
    'use-services': 'lietot e-pakalpojumus',
  },
  en: {
    'see-reliefs': 'see reliefs',
    'see-transactions': 'see transactions',
    'see-records': 'see records of registers',
    'manage-means': 'manage cards',
    'see-mandates': 'see mandates',
    'use-services': 'use e-services',
  },
};

/** The rest of the sentence has at most 158 characters; a telephone shows 200. */
const NAME_MAX = 42;
/** So many for each of holder and organisation: the acts of an organisation have shorter words. */
const NAME_BESIDE_MAX = 34;
const CODE_SHOWN = 5;

/**
 * All of a mandate in a sentence that a telephone can show: to whom (as the register has the name, with
 * the end of the personal code), for what, from when until when, whether it may be passed on, and in the
 * name of which organisation.
 */
export function textOfMandate(
  wanted: NewMandate,
  {
    name,
    organisation,
    language,
  }: { name: string; organisation?: string | undefined; language: Language },
): string {
  const { holder, acts, validFrom, validTo, mayPassOn, passedFromId } = wanted;
  const isForOrganisation = organisation !== undefined;
  const short = shortened(name, isForOrganisation ? NAME_BESIDE_MAX : NAME_MAX);
  const who = `${short} (…${holder.personalCode.slice(-CODE_SHOWN)})`;
  const what = acts.map((act) => ACTS[language][act]).join(', ');
  if (language === 'lv') {
    const verb = passedFromId === null ? 'Pilnvarot' : 'Nodot tālāk';
    const end = validTo === null ? 'līdz atsaukšanai' : `pirms ${validTo}`;
    const further = mayPassOn ? ', var nodot tālāk' : '';
    const by = isForOrganisation ? `${shortened(organisation, NAME_BESIDE_MAX)} vārdā. ` : '';
    return `${by}${verb}: ${who}: ${what}; no ${validFrom}, ${end}${further}.`;
  }
  const verb = passedFromId === null ? 'Mandate' : 'Pass on';
  const end = validTo === null ? 'until revoked' : `before ${validTo}`;
  const further = mayPassOn ? ', may pass on' : '';
  const by = isForOrganisation ? `For ${shortened(organisation, NAME_BESIDE_MAX)}. ` : '';
  return `${by}${verb}: ${who}: ${what}; from ${validFrom}, ${end}${further}.`;
}

function shortened(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
