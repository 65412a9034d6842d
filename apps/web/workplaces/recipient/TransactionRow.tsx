import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HistoryRow } from '../../../../modules/transactions/recipient-api.ts';
import { formatEuros, formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';

interface Props {
  transaction: HistoryRow;
  isNew: boolean;
}

/** One use of reliefs: where, when, how much was saved. It leads to the whole explanation. */
export function TransactionRow({ transaction, isNew }: Props) {
  const { t } = useTranslation();
  return (
    <li data-new={isNew || undefined}>
      <Link to="/me/history/$id" params={{ id: transaction.id }} className="rows-link">
        <span>
          <strong>{chosen(transaction.provider)}</strong>
          <br />
          <span className="soft small">
            {formatInstant(transaction.at)} · {chosen(transaction.pointOfService)}
          </span>
        </span>
        <span className="rows-end">
          <span className="amount">
            {t('history.saved', { amount: formatEuros(transaction.reliefCents) })}
          </span>
          <br />
          <StateBadge state={transaction.state} />
        </span>
      </Link>
    </li>
  );
}
