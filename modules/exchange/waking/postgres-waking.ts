import type pg from 'pg';
import { listen } from '../../../platform/database/listen.ts';
import { makeListeners, type Waking } from './waking.ts';

/** Wakes by PostgreSQL's own `notify`, which comes with the commit that moved something. */
export function postgresWaking(connection: pg.ClientConfig): Waking {
  const { onWake, tell } = makeListeners();
  const tellOf = (letter: 'v' | 't') => (payload: string) =>
    tell(payload === '' ? null : `${letter}${Number(payload)}`);
  const listening = [
    listen(connection, 'exchange_heads', tellOf('v')),
    listen(connection, 'exchange_topics', tellOf('t')),
  ];
  return {
    onWake,
    stop: async () => void (await Promise.all(listening.map((one) => one.stop()))),
  };
}
