import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConfirmRequest } from '../../../../sdk/index.ts';
import { cancel, confirm } from './terminal-api.ts';

interface Settling {
  verb: 'confirm' | 'cancel';
  request: ConfirmRequest;
}

export type Settle = ReturnType<typeof useSettle>;

/** Confirms or cancels; sent again, it is sent with the same time, so that it counts once. */
export function useSettle(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ verb, request }: Settling) =>
      verb === 'confirm' ? await confirm(id, request) : await cancel(id, request.terminalAt),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['terminal-transactions'] }),
  });
}
