import { useTranslation } from 'react-i18next';
import { chooseLanguage, currentLanguage, LANGUAGES } from './start-language.ts';

const NAMES = { lv: 'Latviešu', en: 'English' } as const;

/** Each language is named in itself, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <fieldset className="languages" aria-label={t('language.choose')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          aria-pressed={currentLanguage() === language}
          onClick={() => chooseLanguage(language)}
        >
          {language.toUpperCase()}
          <span className="only-heard" lang={language}>
            {' '}
            {NAMES[language]}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
