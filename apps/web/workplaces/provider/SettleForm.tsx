import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CancelAnswer, ConfirmAnswer, TransactionState } from '../../../../sdk/index.ts';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatEuros } from '../../features/language/formats.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProofFields } from './ProofFields.tsx';
import { NO_PROOF, statedProof } from './stated.ts';
import type { Settle } from './use-settle.ts';

interface Props {
  state: TransactionState;
  compensationCents: number;
  settle: Settle;
}

/** Confirms or cancels what is authorised, with the proof of purchase that some compensations need. */
export function SettleForm({ state, compensationCents, settle }: Props) {
  const { t } = useTranslation();
  const [proof, setProof] = useState(NO_PROOF);
  const uncompensatedCents = uncompensated(settle.data);
  return (
    <>
      {uncompensatedCents > 0 ? (
        <Notice tone="warn" role="status">
          {t('proof.notCompensated', { amount: formatEuros(uncompensatedCents) })}
        </Notice>
      ) : null}
      {state === 'authorised' && compensationCents > 0 ? (
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
      ) : null}
    </>
  );
}

function atNow(): { terminalAt: string } {
  return { terminalAt: serverNow().toISOString() };
}

/** Cents of compensations for which a proof of purchase was needed and none was sent. */
function uncompensated(answer: ConfirmAnswer | CancelAnswer | undefined): number {
  return answer && 'uncompensatedCents' in answer ? (answer.uncompensatedCents ?? 0) : 0;
}
