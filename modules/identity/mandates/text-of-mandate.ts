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

/** What the person confirms, in a sentence that a telephone can show. */
export function textOfMandate({ holder, acts, validTo }: NewMandate, language: Language): string {
  const what = acts.map((act) => ACTS[language][act]).join(', ');
  if (language === 'lv') {
    const end = validTo === null ? 'līdz atsaukšanai' : `līdz ${validTo} (neieskaitot)`;
    return `Dot pilnvarojumu: ${holder.name}. Drīkst ${what}, ${end}.`;
  }
  const end = validTo === null ? 'until revoked' : `until ${validTo} (not included)`;
  return `Give a mandate: ${holder.name}. May ${what}, ${end}.`;
}
