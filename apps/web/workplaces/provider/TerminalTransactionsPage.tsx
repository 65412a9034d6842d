import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rigaDay } from '../../../../platform/clock/day.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatDay, formatEuros, formatInstant } from '../../features/language/formats.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { serverNow } from '../../features/session/server-clock.ts';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { transactionsQuery } from './terminal-api.ts';

export function TerminalTransactionsPage() {
  return <SignedIn as="terminal">{() => <Transactions />}</SignedIn>;
}

/** Today's transactions of the provider's system; each leads to its refund. */
function Transactions() {
  const { t } = useTranslation();
  const day = rigaDay(serverNow());
  const listed = useQuery(transactionsQuery(day));
  return (
    <Page title={t('transactions.title')} lead={formatDay(day)}>
      <Loaded query={listed}>
        {({ transactions }) =>
          transactions.length === 0 ? (
            <Empty title={t('transactions.none')}>
              <p>
                {t('transactions.noneText')} <Link to="/terminal/basket">{t('tabs.basket')}</Link>
              </p>
            </Empty>
          ) : (
            <ul className="rows" aria-label={t('transactions.list')}>
              {transactions.map((one) => (
                <li key={one.transactionId}>
                  <Link
                    to="/terminal/transactions/$id"
                    params={{ id: one.transactionId }}
                    className="rows-link"
                  >
                    <span>
                      <strong>{formatInstant(one.serverAt)}</strong>
                      <br />
                      <span className="soft small">{one.terminal}</span>
                    </span>
                    <span className="rows-end">
                      <span className="amount">
                        {t('transactions.relief', { amount: formatEuros(one.reliefCents) })}
                      </span>
                      <br />
                      <StateBadge state={one.state} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
