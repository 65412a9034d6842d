import type pg from 'pg';
import { listen } from '../../../platform/database/listen.ts';
import type { FollowedName, Waking } from './waking.ts';

/** Wakes by PostgreSQL's own `notify`, which comes with the commit that moved something. */
export function postgresWaking(connection: pg.ClientConfig): Waking {
  const listeners = new Set<(moved: FollowedName | null) => void>();
  const tell = (letter: 'v' | 't') => (payload: string) => {
    const moved: FollowedName | null = payload === '' ? null : `${letter}${Number(payload)}`;
    for (const listener of listeners) listener(moved);
  };
  const listening = [
    listen(connection, 'exchange_heads', tell('v')),
    listen(connection, 'exchange_topics', tell('t')),
  ];
  return {
    onWake: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: async () => void (await Promise.all(listening.map((one) => one.stop()))),
  };
}
