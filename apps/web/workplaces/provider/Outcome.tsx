import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransactionAnswer } from '../../../../sdk/index.ts';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Receipt } from './Receipt.tsx';
import { SettleForm } from './SettleForm.tsx';
import { useSettle } from './use-settle.ts';

interface Props {
  answer: TransactionAnswer;
  onBeginAgain(): void;
}

/** What came of the basket: the receipt, then confirm or cancel, then the next recipient. */
export function Outcome({ answer, onBeginAgain }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const settle = useSettle(answer.transactionId);
  const state = settle.data?.state ?? answer.state;
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section className="receipt stack" aria-labelledby="outcome">
      <div className="row-apart">
        <h2 id="outcome" ref={heading} tabIndex={-1}>
          {t('receipt.title')}
        </h2>
        <span role="status">
          <StateBadge state={state} />
        </span>
      </div>
      <Receipt answer={answer} />
      <SettleForm state={state} compensationCents={answer.compensationCents} settle={settle} />
      {state === 'authorised' ? null : (
        <Button variant="primary" onPress={onBeginAgain}>
          {t('receipt.next')}
        </Button>
      )}
      <p className="small soft">{t('receipt.number', { id: answer.transactionId })}</p>
    </section>
  );
}
