import { useTranslation } from 'react-i18next';
import type { AppliedRelief as Applied, TransactionAnswer } from '../../../../sdk/index.ts';
import { formatEuros } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { useItemNames } from './use-item-names.ts';

/** Line by line what the recipient pays, and who pays the rest. */
export function Receipt({ answer }: { answer: TransactionAnswer }) {
  const { t } = useTranslation();
  const nameOf = useItemNames();
  return (
    <>
      <table>
        <caption className="only-heard">{t('receipt.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('receipt.item')}</th>
            <th scope="col">{t('receipt.pays')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.lines.map((line) => (
            <tr key={line.line}>
              <th scope="row">
                {nameOf(line.item)}
                {line.quantity > 1 ? ` × ${line.quantity}` : ''}
                {line.whose === 'companion' ? ` · ${t('basket.companion')}` : ''}
                {line.applied.map((one) => (
                  <AppliedRelief key={one.relief} applied={one} />
                ))}
              </th>
              <td className="amount">{formatEuros(line.recipientPaysCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Total name={t('receipt.price')} cents={answer.priceCents} />
          <Total name={t('receipt.relief')} cents={answer.reliefCents} />
          <Total name={t('receipt.recipientPays')} cents={answer.recipientPaysCents} isLast />
        </tfoot>
      </table>
      {answer.pointsSpent > 0 ? (
        <p>{t('transaction.pointsSpent', { count: answer.pointsSpent })}</p>
      ) : null}
      {answer.pointsEarned > 0 ? (
        <p>{t('transaction.pointsEarned', { count: answer.pointsEarned })}</p>
      ) : null}
    </>
  );
}

function AppliedRelief({ applied }: { applied: Applied }) {
  const { t } = useTranslation();
  const text = t(applied.paid === 'at-once' ? 'receipt.applied' : 'receipt.afterwards', {
    label: chosen(applied.label),
    amount: formatEuros(applied.amountCents),
    grantor: applied.grantors.map(({ name }) => chosen(name)).join(', '),
  });
  return <div className="relieved">{text}</div>;
}

function Total({ name, cents, isLast }: { name: string; cents: number; isLast?: boolean }) {
  return (
    <tr className={isLast ? 'total' : undefined}>
      <th scope="row">{name}</th>
      <td className="amount">{formatEuros(cents)}</td>
    </tr>
  );
}
