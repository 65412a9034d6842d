import pg from 'pg';

export interface Listening {
  stop(): Promise<void>;
}

const AGAIN_MS = 1_000;

/**
 * Listens to a channel (`notify`) on a connection of its own, which is opened again when it breaks. What
 * is told while it is broken is missed: whoever listens also looks from time to time.
 *
 * @param onNotice is called with the payload, and with "" whenever listening begins
 */
export function listen(
  connection: pg.ClientConfig,
  channel: string,
  onNotice: (payload: string) => void,
): Listening {
  let stopped = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  const later = () => {
    if (!stopped) again ??= setTimeout(begin, AGAIN_MS);
  };
  const begin = () => {
    again = undefined;
    opening = open();
  };
  const open = async () => {
    const one = new pg.Client(connection);
    client = one;
    one.on('error', () => {});
    one.on('end', later);
    one.on('notification', ({ payload }) => onNotice(payload ?? ''));
    try {
      await one.connect();
      await one.query(`listen ${one.escapeIdentifier(channel)}`);
      onNotice('');
    } catch {
      await one.end().catch(() => {});
      later();
    }
  };
  let opening = open();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}
