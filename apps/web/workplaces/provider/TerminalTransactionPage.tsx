import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Page } from '../../ui/Page.tsx';
import { Receipt } from './Receipt.tsx';
import { RefundForm } from './RefundForm.tsx';
import { itemsQuery, transactionDetailsQuery } from './terminal-api.ts';

export function TerminalTransactionPage() {
  const { id } = useParams({ from: '/terminal/transactions/$id' });
  return <SignedIn as="terminal">{() => <Details id={id} />}</SignedIn>;
}

/** A past transaction as it was answered, and its refund. */
function Details({ id }: { id: string }) {
  const { t } = useTranslation();
  const details = useQuery(transactionDetailsQuery(id));
  const items = useQuery(itemsQuery);
  function nameOf(code: string): string {
    const item = items.data?.find((one) => one.code === code);
    return item ? chosen(item.name) : code;
  }
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
              <Receipt answer={loaded} nameOf={nameOf} />
              <ol className="reasons small">
                {loaded.acts.map((act) => (
                  <li key={`${act.kind} ${act.at}`}>
                    {t(`transaction.act.${act.kind}`)} · {formatInstant(act.at)}
                  </li>
                ))}
              </ol>
              <p className="small soft">{t('receipt.number', { id })}</p>
            </section>
            {loaded.state === 'confirmed' ? (
              <RefundForm transaction={loaded} nameOf={nameOf} />
            ) : null}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
