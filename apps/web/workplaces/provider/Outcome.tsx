import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransactionAnswer } from '../../../../sdk/index.ts';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { BasketLine } from './basket.ts';
import { Receipt } from './Receipt.tsx';
import { cancel, confirm } from './terminal-api.ts';

interface Props {
  answer: TransactionAnswer;
  lines: BasketLine[];
  onBeginAgain(): void;
}

/** What came of the basket: the receipt, then confirm or cancel, then the next recipient. */
export function Outcome({ answer, lines, onBeginAgain }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const settle = useSettle(answer.transactionId);
  const state = settle.data?.state ?? answer.state;
  useEffect(() => {
    heading.current?.focus();
  }, []);
  function nameOf(code: string): string {
    const item = lines.find((line) => line.item.code === code)?.item;
    return item ? chosen(item.name) : code;
  }
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
      <Receipt answer={answer} nameOf={nameOf} />
      {settle.isError ? (
        <ProblemNotice
          problem={settle.error}
          onRetry={() => settle.variables && settle.mutate(settle.variables)}
        />
      ) : null}
      {state === 'authorised' ? (
        <div className="row">
          <Button
            variant="primary"
            isDisabled={settle.isPending}
            onPress={() => settle.mutate({ verb: 'confirm', at: serverNow().toISOString() })}
          >
            {t('receipt.confirm')}
          </Button>
          <Button
            variant="danger"
            isDisabled={settle.isPending}
            onPress={() => settle.mutate({ verb: 'cancel', at: serverNow().toISOString() })}
          >
            {t('receipt.cancel')}
          </Button>
        </div>
      ) : (
        <Button variant="primary" onPress={onBeginAgain}>
          {t('receipt.next')}
        </Button>
      )}
      <p className="small soft">{t('receipt.number', { id: answer.transactionId })}</p>
    </section>
  );
}

/** Confirms or cancels; sent again, it is sent with the same time, so that it counts once. */
function useSettle(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ verb, at }: { verb: 'confirm' | 'cancel'; at: string }) =>
      verb === 'confirm' ? await confirm(id, at) : await cancel(id, at),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terminal-transactions'] }),
  });
}
