import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatInstant } from '../../features/language/formats.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Page } from '../../ui/Page.tsx';
import { Receipt } from './Receipt.tsx';
import { RefundForm } from './RefundForm.tsx';
import { SettleForm } from './SettleForm.tsx';
import { transactionDetailsQuery } from './terminal-api.ts';
import { useSettle } from './use-settle.ts';

export function TerminalTransactionPage() {
  const { id } = useParams({ from: '/terminal/transactions/$id' });
  return <SignedIn as="terminal">{() => <Details id={id} />}</SignedIn>;
}

/** A past transaction as it was answered; what still waits is confirmed or cancelled, what was confirmed refunded. */
function Details({ id }: { id: string }) {
  const { t } = useTranslation();
  const details = useQuery(transactionDetailsQuery(id));
  const settle = useSettle(id);
  return (
    <Page title={t('refund.page')}>
      <p>
        <Link to="/terminal/transactions">{t('refund.back')}</Link>
      </p>
      <Loaded query={details}>
        {(loaded) => (
          <div className="bench">
            <section className="receipt stack" aria-labelledby="receipt">
              <div className="row-apart">
                <h2 id="receipt">{t('receipt.title')}</h2>
                <span role="status">
                  <StateBadge state={loaded.state} />
                </span>
              </div>
              <Receipt answer={loaded} />
              <ol className="reasons small">
                {loaded.acts.map((act) => (
                  <li key={`${act.kind} ${act.at}`}>
                    {t(`transaction.act.${act.kind}`)} · {formatInstant(act.at)}
                    {act.cashier ? ` · ${act.cashier.name}` : ''}
                  </li>
                ))}
              </ol>
              <SettleForm
                state={loaded.state}
                compensationCents={loaded.compensationCents}
                settle={settle}
              />
              <p className="small soft">{t('receipt.number', { id })}</p>
            </section>
            {loaded.state === 'confirmed' ? <RefundForm transaction={loaded} /> : null}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
