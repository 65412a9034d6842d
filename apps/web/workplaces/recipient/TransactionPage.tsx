import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OwnTransaction } from '../../../../modules/transactions/recipient-api.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatEuros, formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Page } from '../../ui/Page.tsx';
import { ExplainedLine } from './ExplainedLine.tsx';
import { transactionQuery } from './history-api.ts';

export function TransactionPage() {
  const { id } = useParams({ from: '/me/history/$id' });
  return <SignedIn as="person">{() => <Explained id={id} />}</SignedIn>;
}

function Explained({ id }: { id: string }) {
  const { t } = useTranslation();
  const transaction = useQuery(transactionQuery(id));
  return (
    <Page title={t('transaction.title')} lead={t('transaction.lead')}>
      <p>
        <Link to="/me/history">{t('transaction.back')}</Link>
      </p>
      <Loaded query={transaction}>
        {(loaded) => (
          <>
            <Totals transaction={loaded} />
            {loaded.lines.map((line) => (
              <ExplainedLine
                key={line.line}
                line={line}
                reasons={loaded.reasons.filter((reason) => reason.line === line.line)}
              />
            ))}
            <Acts transaction={loaded} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Totals({ transaction }: { transaction: OwnTransaction }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-labelledby="totals">
      <div className="row-apart">
        <h2 id="totals">{chosen(transaction.provider)}</h2>
        <StateBadge state={transaction.state} />
      </div>
      <p className="soft">
        {chosen(transaction.pointOfService)} · {formatInstant(transaction.at)}
      </p>
      <dl className="facts">
        <Amount name={t('transaction.price')} cents={transaction.priceCents} />
        <Amount name={t('transaction.relief')} cents={transaction.reliefCents} />
        <Amount name={t('transaction.recipientPays')} cents={transaction.recipientPaysCents} />
        {transaction.compensationCents > 0 ? (
          <Amount name={t('transaction.compensation')} cents={transaction.compensationCents} />
        ) : null}
        {transaction.refundedReliefCents > 0 ? (
          <Amount name={t('transaction.refunded')} cents={transaction.refundedReliefCents} />
        ) : null}
      </dl>
      {transaction.pointsSpent > 0 ? (
        <p>{t('transaction.pointsSpent', { count: transaction.pointsSpent })}</p>
      ) : null}
      {transaction.pointsEarned > 0 ? (
        <p>{t('transaction.pointsEarned', { count: transaction.pointsEarned })}</p>
      ) : null}
    </section>
  );
}

function Amount({ name, cents }: { name: string; cents: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="amount">{formatEuros(cents)}</dd>
    </div>
  );
}

/** What was done with it, in order. */
function Acts({ transaction }: { transaction: OwnTransaction }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-labelledby="acts">
      <h2 id="acts">{t('transaction.acts')}</h2>
      <ol className="reasons">
        {transaction.acts.map((act) => (
          <li key={`${act.kind}-${act.at}`}>
            {t(`transaction.act.${act.kind}`)} · {formatInstant(act.at)}
            {act.late ? ` · ${t('transaction.late')}` : ''}
            <br />
            <span className="soft">
              {t('transaction.actAmounts', {
                relief: formatEuros(act.reliefCents),
                recipientPays: formatEuros(act.recipientPaysCents),
              })}
              {act.compensationCents > 0
                ? ` · ${t('transaction.compensation')}: ${formatEuros(act.compensationCents)}`
                : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
