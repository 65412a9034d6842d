import {
  natsWaking,
  postgresWaking,
  startWebhooks,
  type Turns,
  type Waking,
} from '../../modules/exchange/index.ts';
import type { Installation } from './open-installation.ts';

/** Starts what tells others of changes: the webhooks, and what wakes them and who waits. */
export function startFollowing(installation: Installation): Waking {
  const { config, context, onClose } = installation;
  const waking = wakingOf(installation);
  onClose(() => waking.stop());
  const webhooks = startWebhooks(context, {
    ...{ waking, turns: waking.turns, rule: { loopback: config.simulated } },
  });
  onClose(() => webhooks.stop());
  return waking;
}

function wakingOf({ access, config, context }: Installation): Waking & { turns?: Turns } {
  const connection = access.application;
  const { natsUrl } = config;
  return natsUrl ? natsWaking(context, { url: natsUrl, connection }) : postgresWaking(connection);
}
