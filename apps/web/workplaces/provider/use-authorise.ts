import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OneStepRequest } from '../../../../sdk/index.ts';
import { Problem } from '../../features/api/problem.ts';
import { authorise, authoriseInOneStep } from './terminal-api.ts';

const KEPT_AS = 'koplieta-sending';

/** A request with its transaction id, kept from before it is sent until an answer is known. */
export interface Sending {
  request: OneStepRequest;
  inOneStep: boolean;
}

/**
 * Sends a basket. Whatever happens to the network or to this page, the request is sent again as it
 * was, with the same transaction id: the server gives the first answer and takes nothing twice.
 */
export function useAuthorise() {
  const queries = useQueryClient();
  const [unanswered, setUnanswered] = useState<Sending | undefined>(readKept);
  const work = useMutation({
    mutationFn: ({ request, inOneStep }: Sending) =>
      inOneStep ? authoriseInOneStep(request) : authorise(request),
    onMutate: (sending) => keep(sending),
    onSuccess: async () => {
      settle();
      await queries.invalidateQueries({ queryKey: ['terminal-transactions'] });
    },
    onError: (problem, sending) => {
      if (problem instanceof Problem && problem.isUnanswered) setUnanswered(sending);
      else settle();
    },
  });
  function settle() {
    keep(undefined);
    setUnanswered(undefined);
  }
  return { work, unanswered };
}

function readKept(): Sending | undefined {
  const text = sessionStorage.getItem(KEPT_AS);
  return text === null ? undefined : (JSON.parse(text) as Sending);
}

function keep(sending: Sending | undefined): void {
  if (sending) sessionStorage.setItem(KEPT_AS, JSON.stringify(sending));
  else sessionStorage.removeItem(KEPT_AS);
}
