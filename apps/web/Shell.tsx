import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { GRANTING_ROLES } from '../../platform/official-role.ts';
import { LanguageSwitch } from './features/language/LanguageSwitch.tsx';
import { LogInNotice } from './features/log-ins/LogInNotice.tsx';
import { ActingNotice } from './features/profiles/ActingNotice.tsx';
import { profilesQuery } from './features/profiles/profiles.ts';
import { OfflineNotice } from './features/session/OfflineNotice.tsx';
import { SignOutButton } from './features/session/SignOutButton.tsx';
import { type Session, sessionQuery } from './features/session/session.ts';
import { Mark } from './ui/Mark.tsx';

const TABS = {
  person: [
    ['/me/reliefs', 'tabs.reliefs'],
    ['/me/cards', 'tabs.cards'],
    ['/me/history', 'tabs.history'],
    ['/me/mandates', 'tabs.mandates'],
    ['/me/records', 'tabs.ownRecords'],
    ['/me/record-uses', 'tabs.uses'],
    ['/me/log-ins', 'tabs.logIns'],
    ['/me/second-factors', 'tabs.factors'],
  ],
  granting: [
    ['/office', 'tabs.office'],
    ['/office/groups', 'tabs.groups'],
    ['/office/grants', 'tabs.grants'],
    ['/office/reviews', 'tabs.reviews'],
    ['/office/registers', 'tabs.registers'],
    ['/office/permissions', 'tabs.permissions'],
    ['/me/log-ins', 'tabs.logIns'],
  ],
  official: [
    ['/office', 'tabs.office'],
    ['/me/mandates', 'tabs.mandates'],
    ['/me/log-ins', 'tabs.logIns'],
  ],
  organisation: [
    ['/me/mandates', 'tabs.mandates'],
    ['/me/log-ins', 'tabs.logIns'],
  ],
  terminal: [
    ['/terminal/basket', 'tabs.basket'],
    ['/terminal/transactions', 'tabs.transactions'],
  ],
} as const;

/** For what somebody must be allowed to act for another to find the tab. The others are for oneself alone. */
const ACTS: Readonly<Record<string, string>> = {
  '/me/reliefs': 'see-reliefs',
  '/me/cards': 'manage-means',
  '/me/history': 'see-transactions',
  '/me/records': 'see-records',
};
/** Says for whom one acts, and leads back. */
const ALWAYS = '/me/mandates';

/** What stands around every page: the way to the content, the name, the tabs, the language. */
export function Shell() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery).data;
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('action.skip')}
      </a>
      <OfflineNotice />
      <header className="top">
        <div className="wide">
          <Link to="/" className="brand">
            <Mark />
            Koplieta
          </Link>
          <Tabs session={session} />
          <div className="top-end">
            <LanguageSwitch />
            {session && session.kind !== 'none' ? <SignOutButton /> : null}
          </div>
        </div>
      </header>
      <ActingNotice session={session} />
      <LogInNotice session={session} />
      <main id="content">
        <Outlet />
      </main>
      <footer className="bottom">
        <div className="wide">
          {session?.simulated ? <span>{t('footer.simulated')}</span> : null}
          <a href="/api-docs">{t('footer.api')}</a>
        </div>
      </footer>
    </div>
  );
}

function Tabs({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const actsForAnother = session?.kind === 'person' && session.actingFor !== null;
  const profiles = useQuery({ ...profilesQuery, enabled: actsForAnother }).data?.profiles;
  if (!session || session.kind === 'none') return null;
  const workplace = workplaceOf(session);
  const acts: readonly string[] = profiles?.find(({ chosen }) => chosen)?.acts ?? [];
  const isOffered = (to: string) =>
    !actsForAnother || to === ALWAYS || acts.includes(ACTS[to] ?? '');
  return (
    <nav className="tabs" aria-label={t(`tabs.${workplace}`)}>
      {TABS[workplace].map(([to, name]) =>
        isOffered(to) ? (
          <Link key={to} to={to} activeOptions={{ exact: to === '/office' }}>
            {t(name)}
          </Link>
        ) : null,
      )}
    </nav>
  );
}

function workplaceOf(session: Exclude<Session, { kind: 'none' }>): keyof typeof TABS {
  if (session.kind === 'terminal') return 'terminal';
  if (session.official) {
    const { roles } = session.official;
    return GRANTING_ROLES.some((role) => roles.includes(role)) ? 'granting' : 'official';
  }
  return session.organisation ? 'organisation' : 'person';
}
