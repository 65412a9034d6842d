import type { QueryClient } from '@tanstack/react-query';
import { act, read } from '../api/request.ts';
import { forgetAllButSession, type Names, type Session, sessionQuery } from '../session/session.ts';

/** A terminal to choose, and what else one knows it by: its organisation, or its system. */
export interface ListedTerminal {
  terminalId: string;
  code: string;
  pointOfService: Names;
  detail: Names;
  isSuspended: boolean;
}

/** Where terminals to choose come from. */
export interface TerminalSource {
  key: 'simulated-terminals' | 'own-terminals';
  /** Those found, and whether there are more. */
  list(search: string): Promise<{ terminals: ListedTerminal[]; more: boolean }>;
}

/** Those of the simulated country, of all providers. */
export const SIMULATED_TERMINALS: TerminalSource = {
  key: 'simulated-terminals',
  async list(search) {
    const { terminals } = await read<{
      terminals: (Omit<ListedTerminal, 'detail' | 'isSuspended'> & { organisation: Names })[];
    }>(`/login/v1/simulated-terminals?name=${encodeURIComponent(search)}`);
    const listed = terminals.map(({ organisation, ...rest }) => ({
      ...rest,
      detail: organisation,
      isSuspended: false,
    }));
    return { terminals: listed, more: false };
  },
};

/** Those of the organisation whose official one is. */
export const OWN_TERMINALS: TerminalSource = {
  key: 'own-terminals',
  async list(search) {
    const { terminals, more } = await read<{
      terminals: (Omit<ListedTerminal, 'detail' | 'isSuspended'> & {
        ids: string;
        status: 'active' | 'suspended';
      })[];
      more: boolean;
    }>(`/official/v1/terminals?search=${encodeURIComponent(search)}`);
    const listed = terminals.map(({ ids, status, ...rest }) => ({
      ...rest,
      detail: { lv: ids, en: ids },
      isSuspended: status === 'suspended',
    }));
    return { terminals: listed, more };
  },
};

/** Signs in as a terminal of the simulated country; what an earlier session had read is forgotten. */
export async function signInAsTerminal(queries: QueryClient, terminalId: string): Promise<void> {
  const session = await act<Session>('/login/v1/simulated', { terminalId });
  queries.setQueryData(sessionQuery.queryKey, session);
  forgetAllButSession(queries);
}
