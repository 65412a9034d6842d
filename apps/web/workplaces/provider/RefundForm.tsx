import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefundRequest, TransactionDetails } from '../../../../sdk/index.ts';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { useOneAtATime } from '../../features/api/use-one-at-a-time.ts';
import { formatEuros } from '../../features/language/formats.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { newTransactionId } from './basket.ts';
import { refundableUnits } from './refundable-units.ts';
import { refund } from './terminal-api.ts';
import { useItemNames } from './use-item-names.ts';

/** Gives back units by line: at first all that is left. */
export function RefundForm({ transaction }: { transaction: TransactionDetails }) {
  const { t } = useTranslation();
  const nameOf = useItemNames();
  const left = refundableUnits(transaction);
  const [chosenUnits, setChosenUnits] = useState<Record<string, number>>({});
  const work = useRefund(transaction.transactionId, () => setChosenUnits({}));
  const send = useOneAtATime(work);
  const lines = [...left]
    .map(([line, quantity]) => ({ line, quantity: chosenUnits[line] ?? quantity }))
    .filter(({ quantity }) => quantity > 0);
  return (
    <section className="panel stack" aria-labelledby="refund">
      <h2 id="refund">{t('refund.title')}</h2>
      <p className="soft">{t('refund.text')}</p>
      <ul className="plain-list stack">
        {transaction.lines
          .filter(({ line }) => (left.get(line) ?? 0) > 0)
          .map(({ line, item }) => (
            <li key={line} className="row-apart">
              <span>{nameOf(item)}</span>
              <Stepper
                label={t('refund.quantityOf', { item: nameOf(item) })}
                value={chosenUnits[line] ?? left.get(line) ?? 0}
                min={0}
                max={left.get(line) ?? 0}
                onChange={(quantity) => setChosenUnits({ ...chosenUnits, [line]: quantity })}
              />
            </li>
          ))}
      </ul>
      {work.isError ? (
        <ProblemNotice
          problem={work.error}
          onRetry={() => work.variables && work.mutate(work.variables)}
        />
      ) : null}
      {work.data ? (
        <Notice role="status">
          {t('refund.done', { amount: formatEuros(work.data.recipientPaysCents) })}
        </Notice>
      ) : null}
      <Button
        variant="danger"
        isDisabled={work.isPending || lines.length === 0}
        onPress={() =>
          send({
            refundId: newTransactionId(),
            terminalAt: serverNow().toISOString(),
            lines,
          })
        }
      >
        {t('refund.verb')}
      </Button>
    </section>
  );
}

/** Sent again, a refund is sent with the same id and time, so that it counts once. */
function useRefund(id: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: RefundRequest) => refund(id, request),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ['terminal-transactions'] });
    },
  });
}
