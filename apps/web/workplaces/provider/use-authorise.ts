import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OneStepRequest } from '../../../../sdk/index.ts';
import { Problem } from '../../features/api/problem.ts';
import { useOneAtATime } from '../../features/api/use-one-at-a-time.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { authorise, authoriseInOneStep, cancel } from './terminal-api.ts';

/** A request with its transaction id, kept from before it is sent until an answer is known. */
export interface Sending {
  request: OneStepRequest;
  inOneStep: boolean;
}

/**
 * Sends a basket. Whatever happens to the network or to this page, the request is sent again as it
 * was, with the same transaction id: the server gives the first answer and takes nothing twice. Or it is
 * cancelled: then it is nothing, also if it still arrives. Ids are of one IDS: what was sent at one terminal
 * is sent again at that one only.
 */
export function useAuthorise(terminalId: string) {
  const queries = useQueryClient();
  const kept = keptAt(terminalId);
  const [unanswered, setUnanswered] = useState<Sending | undefined>(kept.read);
  const settle = () => {
    kept.forget();
    setUnanswered(undefined);
  };
  const settleIfAnswered = (problem: unknown, sending: Sending) => {
    if (problem instanceof Problem && problem.isUnanswered) setUnanswered(sending);
    else settle();
  };
  const work = useMutation({
    mutationFn: ({ request, inOneStep }: Sending) =>
      inOneStep ? authoriseInOneStep(request) : authorise(request),
    onMutate: kept.keep,
    onSuccess: async () => {
      settle();
      await queries.invalidateQueries({ queryKey: ['terminal-transactions'] });
    },
    onError: settleIfAnswered,
  });
  const dropping = useMutation({
    mutationFn: ({ request }: Sending) => cancel(request.transactionId, serverNow().toISOString()),
    onMutate: () => work.reset(),
    onSuccess: settle,
    onError: settleIfAnswered,
  });
  return { work, send: useOneAtATime(work), dropping, unanswered };
}

function keptAt(terminalId: string) {
  const name = `koplieta-sending ${terminalId}`;
  return {
    read: () => {
      const text = sessionStorage.getItem(name);
      return text === null ? undefined : (JSON.parse(text) as Sending);
    },
    keep: (sending: Sending) => sessionStorage.setItem(name, JSON.stringify(sending)),
    forget: () => sessionStorage.removeItem(name),
  };
}
