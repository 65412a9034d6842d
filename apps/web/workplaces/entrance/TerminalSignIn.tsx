import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { simulatedTerminalsQuery } from '../../features/session/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { useSearch, useSignIn } from './use-sign-in.ts';

/** A provider's terminal is chosen by its point of service. */
export function TerminalSignIn() {
  const { t } = useTranslation();
  const search = useSearch();
  const terminals = useQuery({
    ...simulatedTerminalsQuery(search.asked),
    placeholderData: keepPreviousData,
  });
  const signIn = useSignIn();
  return (
    <Page title={t('terminalSignIn.title')} lead={t('terminalSignIn.lead')}>
      <div className="stack">
        <TextInput
          label={t('terminalSignIn.search')}
          hint={t('terminalSignIn.searchHint')}
          value={search.text}
          onChange={search.setText}
          autoComplete="off"
        />
        {signIn.isError ? <ProblemNotice problem={signIn.error} /> : null}
        <Loaded query={terminals}>
          {({ terminals: found }) => (
            <>
              <p role="status" className="soft small">
                {t('terminalSignIn.found', { count: found.length })}
              </p>
              {found.length === 0 ? (
                <Empty title={t('terminalSignIn.none')}>{t('terminalSignIn.noneText')}</Empty>
              ) : (
                <ul className="rows" aria-label={t('terminalSignIn.list')}>
                  {found.map((terminal) => (
                    <li key={terminal.terminalId}>
                      <button
                        type="button"
                        className="rows-link"
                        onClick={() => signIn.mutate({ terminalId: terminal.terminalId })}
                      >
                        <span>
                          <strong>{chosen(terminal.pointOfService)}</strong>
                          <br />
                          <span className="soft small">{chosen(terminal.organisation)}</span>
                        </span>
                        <span className="rows-end soft small">{terminal.code}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}
