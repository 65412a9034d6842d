import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../features/session/session.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PersonIcon, TerminalIcon } from './icons.tsx';

/** The first screen: what this is, and the two ways in. */
export function Entrance() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery).data;
  return (
    <Page title={t('entrance.title')} lead={t('entrance.lead')}>
      <div className="grid ways">
        <section className="panel way" aria-labelledby="way-recipient">
          <span className="way-icon">
            <PersonIcon />
          </span>
          <h2 id="way-recipient">{t('entrance.recipient.title')}</h2>
          <p className="soft">{t('entrance.recipient.text')}</p>
          <Link
            to={session?.kind === 'person' ? '/me/reliefs' : '/sign-in'}
            className="button"
            data-variant="primary"
          >
            {session?.kind === 'person'
              ? t('entrance.continueAs', { name: session.name })
              : t('entrance.recipient.enter')}
          </Link>
        </section>
        <section className="panel way" aria-labelledby="way-provider">
          <span className="way-icon">
            <TerminalIcon />
          </span>
          <h2 id="way-provider">{t('entrance.provider.title')}</h2>
          <p className="soft">{t('entrance.provider.text')}</p>
          <Link
            to={session?.kind === 'terminal' ? '/terminal/basket' : '/sign-in/terminal'}
            className="button"
          >
            {session?.kind === 'terminal'
              ? t('entrance.continueAs', { name: session.terminal.code })
              : t('entrance.provider.enter')}
          </Link>
        </section>
      </div>
      {session?.simulated ? (
        <Notice>
          <h2>{t('entrance.simulated.title')}</h2>
          <p className="measure">{t('entrance.simulated.text')}</p>
        </Notice>
      ) : null}
    </Page>
  );
}
