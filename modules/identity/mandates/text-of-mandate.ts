import type { Language } from '../../../platform/i18n/localized-text.ts';
import type { NewMandate } from './give-mandate.ts';
import type { MandateAct } from './mandate.ts';

const ACTS: Record<Language, Record<MandateAct, string>> = {
  lv: {
    'see-reliefs': 'redzēt atvieglojumus',
    'see-transactions': 'redzēt darījumus',
    'manage-means': 'pārvaldīt kartes',
  },
  en: {
    'see-reliefs': 'see reliefs',
    'see-transactions': 'see transactions',
    'manage-means': 'manage cards',
  },
};

/** The rest of the sentence has at most 140 characters; a telephone shows 200. */
const NAME_MAX = 50;
const CODE_SHOWN = 5;

/**
 * All of a mandate in a sentence that a telephone can show: to whom (as the register has the name, with
 * the end of the personal code), for what, from when until when, and whether it may be passed on.
 */
export function textOfMandate(
  wanted: NewMandate,
  { name, language }: { name: string; language: Language },
): string {
  const { holder, acts, validFrom, validTo, mayPassOn, passedFromId } = wanted;
  const short = name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name;
  const who = `${short} (…${holder.personalCode.slice(-CODE_SHOWN)})`;
  const what = acts.map((act) => ACTS[language][act]).join(', ');
  if (language === 'lv') {
    const verb = passedFromId === null ? 'Pilnvarot' : 'Nodot tālāk';
    const end = validTo === null ? 'līdz atsaukšanai' : `pirms ${validTo}`;
    const further = mayPassOn ? ', var nodot tālāk' : '';
    return `${verb}: ${who}: ${what}; no ${validFrom}, ${end}${further}.`;
  }
  const verb = passedFromId === null ? 'Mandate' : 'Pass on';
  const end = validTo === null ? 'until revoked' : `before ${validTo}`;
  const further = mayPassOn ? ', may pass on' : '';
  return `${verb}: ${who}: ${what}; from ${validFrom}, ${end}${further}.`;
}
