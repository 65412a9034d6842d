import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '../../languages/en.json' with { type: 'json' };
import lv from '../../languages/lv.json' with { type: 'json' };

export const LANGUAGES = ['lv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT_AS = 'koplieta-language';

/** Starts the texts in the language that was chosen before; Latvian until one is chosen. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: keptLanguage(),
    fallbackLng: 'lv',
    resources: { lv: { translation: lv }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  markDocument();
  i18next.on('languageChanged', markDocument);
}

/** Changes the language of the whole page and keeps it for the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // Storage may be refused (private window): the choice then lasts until the page is left.
  }
  await i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'lv';
}

/** The text of the chosen language out of a pair that the server gave. */
export function chosen(texts: { lv: string; en: string }): string {
  return texts[currentLanguage()];
}

function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'lv';
  } catch {
    return 'lv';
  }
}

function markDocument(): void {
  document.documentElement.lang = currentLanguage();
}
