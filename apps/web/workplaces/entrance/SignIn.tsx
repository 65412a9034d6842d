import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../features/language/start-language.ts';
import { Page } from '../../ui/Page.tsx';

/** Leads a person to sign on: its pages are the server's own, and they come back with a session. */
export function SignIn() {
  const { t } = useTranslation();
  const start = `/login/v1/start?language=${currentLanguage()}`;
  useEffect(() => window.location.replace(start), [start]);
  return (
    <Page title={t('signIn.title')}>
      <p>
        <a href={start}>{t('signIn.continue')}</a>
      </p>
    </Page>
  );
}
