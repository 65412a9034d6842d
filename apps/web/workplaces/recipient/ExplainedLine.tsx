import { useTranslation } from 'react-i18next';
import type { OwnTransaction } from '../../../../modules/transactions/recipient-api.ts';
import { formatEuros } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';

type Line = OwnTransaction['lines'][number];
type Reason = OwnTransaction['reasons'][number];

/** One line of the basket with every relief that the person has: applied or not, and why. */
export function ExplainedLine({ line, reasons }: { line: Line; reasons: Reason[] }) {
  const { t } = useTranslation();
  const others = reasons.filter(({ code }) => code !== 'applied' && code !== 'points-earned');
  const notes = reasons.filter(
    ({ code, limitedBy }) => code === 'points-earned' || limitedBy !== undefined,
  );
  return (
    <section className="panel stack" aria-labelledby={`line-${line.line}`}>
      <div className="row-apart">
        <h2 id={`line-${line.line}`}>
          {chosen(line.item)}
          {line.quantity > 1 ? ` × ${line.quantity}` : ''}
          {line.whose === 'companion' ? ` · ${t('basket.companion')}` : ''}
        </h2>
        <p>
          <span className="soft">
            {t('transaction.youPay', { price: formatEuros(line.priceCents) })}{' '}
          </span>
          <span className="amount">{formatEuros(line.recipientPaysCents)}</span>
        </p>
      </div>
      <Applied line={line} />
      {notes.length > 0 ? <Reasons reasons={notes} /> : null}
      {others.length > 0 ? (
        <div className="stack-tight">
          <h3>{t('transaction.notApplied')}</h3>
          <Reasons reasons={others} />
        </div>
      ) : null}
    </section>
  );
}

/** Who pays, and when: of a compensation also what became of the proof that it hangs on. */
function howPaid({ paid, proof }: Line['applied'][number]): string {
  if (paid === 'at-once') return 'paidBy';
  if (proof === undefined) return 'compensatedBy';
  return proof === 'awaited' ? 'compensatedOnProof' : 'notCompensated';
}

function Reasons({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={`${reason.relief.lv} ${reason.grantor.lv} ${reason.code}`}>
          <strong>{chosen(reason.relief)}</strong> ({chosen(reason.grantor)})
          <br />
          <span className="soft">{chosen(reason.sentence)}</span>
        </li>
      ))}
    </ul>
  );
}

function Applied({ line }: { line: Line }) {
  const { t } = useTranslation();
  if (line.applied.length === 0) return <p>{t('transaction.noneApplied')}</p>;
  return (
    <div className="stack-tight">
      <h3>{t('transaction.applied')}</h3>
      <ul className="reasons">
        {line.applied.map((one) => (
          <li key={`${one.relief.lv} ${one.version} ${one.units}`}>
            <strong>{chosen(one.relief)}</strong>{' '}
            <span className="amount">{formatEuros(one.amountCents)}</span>
            <br />
            <span className="soft">
              {one.grantors
                .map(({ name, amountCents }) =>
                  t(`transaction.${howPaid(one)}`, {
                    grantor: chosen(name),
                    amount: formatEuros(amountCents),
                  }),
                )
                .join(' ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
