import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { OfficialRole } from '../../../../platform/official-role.ts';
import { act, read } from '../api/request.ts';
import { setServerClock } from './server-clock.ts';

/** Who is signed in, as GET /login/v1/session answers. `now` is the server's clock. */
export type Session = { simulated: boolean; now: string } & (
  | { kind: 'none' }
  | {
      kind: 'person';
      personId: string;
      name: string;
      /** By name, for whom the person acts; null: for themselves. */
      actingFor: string | null;
      /** For which organisation the person acts; null: for none. */
      organisation: Names | null;
      /** As which official the person acts; null: as none. */
      official: {
        officialId: string;
        organisation: { code: string; name: Names } | null;
        roles: OfficialRole[];
      } | null;
      expiresAt: string;
    }
  | {
      kind: 'terminal';
      terminal: SignedInTerminal;
      /** Who sells at it, as an official; null: it signed in by itself. */
      cashier: { officialId: string; name: string } | null;
      expiresAt: string;
    }
);

export interface SignedInTerminal {
  id: string;
  code: string;
  organisation: Names;
  pointOfService: Names;
}

export interface Names {
  lv: string;
  en: string;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await read<Session>('/login/v1/session');
    setServerClock(session.now);
    return session;
  },
  staleTime: 60_000,
});

export function signOut(): Promise<void> {
  return act<void>('/login/v1/sign-out');
}

/**
 * After somebody else is signed in, or acts as somebody else: who it is, and nothing of what was read before.
 * The session comes first: a page that is still shown must not ask for what only the former one may see.
 */
export async function renewSession(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  forgetAllButSession(queries);
}

/** What was read in one session must not be seen in the next. The session itself is watched: it stays. */
export function forgetAllButSession(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
