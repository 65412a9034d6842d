import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { type SimulatedPerson, simulatedPersonsQuery } from '../../features/session/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { useSearch, useSignIn } from './use-sign-in.ts';

/** The simulated login means: a person of the simulated country is chosen by name. */
export function SignIn() {
  const { t } = useTranslation();
  const search = useSearch();
  const persons = useQuery({
    ...simulatedPersonsQuery(search.asked),
    placeholderData: keepPreviousData,
  });
  const signIn = useSignIn('/me/reliefs');
  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead')}>
      <div className="stack">
        <TextInput
          label={t('signIn.search')}
          hint={t('signIn.searchHint')}
          value={search.text}
          onChange={search.setText}
          autoComplete="off"
        />
        {signIn.isError ? <ProblemNotice problem={signIn.error} /> : null}
        <Loaded query={persons}>
          {({ persons: found }) => (
            <>
              <p role="status" className="soft small">
                {t('signIn.found', { count: found.length })}
              </p>
              {found.length === 0 ? (
                <Empty title={t('signIn.none')}>{t('signIn.noneText')}</Empty>
              ) : (
                <ul className="rows" aria-label={t('signIn.list')}>
                  {found.map((person) => (
                    <PersonRow
                      key={person.personId}
                      person={person}
                      onChoose={() => signIn.mutate({ personId: person.personId })}
                    />
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

function PersonRow({ person, onChoose }: { person: SimulatedPerson; onChoose(): void }) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" className="rows-link" onClick={onChoose}>
        <span>
          <strong>{person.name}</strong>
          <br />
          <span className="soft small">{t('signIn.born', { year: person.birthYear })}</span>
        </span>
        <span className="rows-end soft small">
          {t('signIn.reliefs', { count: person.reliefs })}
          <br />
          {t('signIn.means', { count: person.means })}
        </span>
      </button>
    </li>
  );
}
