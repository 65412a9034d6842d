import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  CancelAnswer,
  ConfirmAnswer,
  ConfirmRequest,
  TransactionAnswer,
} from '../../../../sdk/index.ts';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatEuros } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { StateBadge } from '../../features/transactions/StateBadge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { BasketLine } from './basket.ts';
import { ProofFields } from './ProofFields.tsx';
import { Receipt } from './Receipt.tsx';
import { NO_PROOF, statedProof } from './stated.ts';
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
  const [proof, setProof] = useState(NO_PROOF);
  const settle = useSettle(answer.transactionId);
  const state = settle.data?.state ?? answer.state;
  const uncompensatedCents = uncompensated(settle.data);
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
      {uncompensatedCents > 0 ? (
        <Notice tone="warn" role="status">
          {t('proof.notCompensated', { amount: formatEuros(uncompensatedCents) })}
        </Notice>
      ) : null}
      {state === 'authorised' && answer.compensationCents > 0 ? (
        <ProofFields proof={proof} onChange={setProof} />
      ) : null}
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
            onPress={() =>
              settle.mutate({ verb: 'confirm', request: { ...atNow(), ...statedProof(proof) } })
            }
          >
            {t('receipt.confirm')}
          </Button>
          <Button
            variant="danger"
            isDisabled={settle.isPending}
            onPress={() => settle.mutate({ verb: 'cancel', request: atNow() })}
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

interface Settling {
  verb: 'confirm' | 'cancel';
  request: ConfirmRequest;
}

function atNow(): { terminalAt: string } {
  return { terminalAt: serverNow().toISOString() };
}

/** Cents of compensations for which a proof of purchase was needed and none was sent. */
function uncompensated(answer: ConfirmAnswer | CancelAnswer | undefined): number {
  return answer && 'uncompensatedCents' in answer ? (answer.uncompensatedCents ?? 0) : 0;
}

/** Confirms or cancels; sent again, it is sent with the same time, so that it counts once. */
function useSettle(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ verb, request }: Settling) =>
      verb === 'confirm' ? await confirm(id, request) : await cancel(id, request.terminalAt),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terminal-transactions'] }),
  });
}
