import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Loaded } from '../api/Loaded.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { formatInstant } from '../language/formats.ts';
import { chosen } from '../language/start-language.ts';
import { SignedIn } from '../session/SignedIn.tsx';
import { endAllLogIns, endLogIn, type LogIn, logInsQuery } from './log-ins.ts';

/** From where the person is logged in, and the ways to end that. */
export function LogInsPage() {
  return <SignedIn as="person">{() => <LogIns />}</SignedIn>;
}

function LogIns() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const logIns = useQuery(logInsQuery);
  const one = useMutation({
    mutationFn: endLogIn,
    onSettled: () => queries.invalidateQueries({ queryKey: logInsQuery.queryKey }),
  });
  // Everything that was read belongs to a session that is no more: the browser begins anew.
  const all = useMutation({
    mutationFn: endAllLogIns,
    onSuccess: () => window.location.assign('/'),
  });
  return (
    <Page title={t('logIns.title')} lead={t('logIns.lead')}>
      <div className="stack">
        {one.isError ? <ProblemNotice problem={one.error} /> : null}
        {all.isError ? <ProblemNotice problem={all.error} /> : null}
        <p className="only-heard" role="status">
          {one.isSuccess ? t('logIns.ended') : ''}
        </p>
        <Loaded query={logIns}>
          {({ logIns: found }) => (
            <ul className="plain-list stack" aria-label={t('logIns.title')}>
              {found.map((logIn) => (
                <LogInPanel
                  key={logIn.id}
                  logIn={logIn}
                  isBusy={one.isPending}
                  onEnd={() => one.mutate(logIn.id)}
                />
              ))}
            </ul>
          )}
        </Loaded>
        <div>
          <Button variant="danger" isDisabled={all.isPending} onPress={() => all.mutate()}>
            {t('logIns.endAll')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

interface Props {
  logIn: LogIn;
  isBusy: boolean;
  onEnd(): void;
}

function LogInPanel({ logIn, isBusy, onEnd }: Props) {
  const { t } = useTranslation();
  const { device, at, client, lives, current } = logIn;
  const state = current ? 'current' : lives ? 'lives' : 'over';
  return (
    <li className="panel stack">
      <div className="row-apart">
        <h2>{device}</h2>
        <Badge {...(lives ? { tone: 'good' } : {})}>{t(`logIns.state.${state}`)}</Badge>
      </div>
      <p className="soft">
        {formatInstant(at)} · {client ? chosen(client) : 'Koplieta'}
      </p>
      {lives && !current ? (
        <div>
          <Button isDisabled={isBusy} onPress={onEnd} aria-label={`${t('logIns.end')}: ${device}`}>
            {t('logIns.end')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
