import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { type Session, sessionQuery } from '../../features/session/session.ts';
import { TerminalList } from '../../features/terminals/TerminalList.tsx';
import { SIMULATED_TERMINALS, signInAsTerminal } from '../../features/terminals/terminals.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';

/** The way to a terminal: cashiers sign on first; in the simulated country anybody takes a place. */
export function TerminalSignIn() {
  const session = useQuery(sessionQuery);
  return <Loaded query={session}>{(current) => <Way session={current} />}</Loaded>;
}

function Way({ session }: { session: Session }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  if (session.kind === 'person' && session.official) return <Navigate to="/office" replace />;
  const howto = (
    <>
      {t('terminals.howTo')}{' '}
      {session.kind === 'person' ? (
        <Link to="/me/mandates">{t('tabs.mandates')}</Link>
      ) : (
        <Link to="/sign-in">{t('signIn.title')}</Link>
      )}
    </>
  );
  return (
    <Page title={t('terminals.choose')} lead={t('terminals.chooseLead')}>
      {session.simulated ? (
        <>
          <p className="measure">{howto}</p>
          <TerminalList
            source={SIMULATED_TERMINALS}
            open={(terminalId) => signInAsTerminal(queries, terminalId)}
            none={<Empty title={t('terminals.none')}>{t('terminals.noneText')}</Empty>}
          />
        </>
      ) : (
        <Empty title={t('terminals.howToTitle')}>{howto}</Empty>
      )}
    </Page>
  );
}
