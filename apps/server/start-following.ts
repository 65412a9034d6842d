import { postgresWaking, startWebhooks, type Waking } from '../../modules/exchange/index.ts';
import type { Installation } from './open-installation.ts';

/** Starts what tells others of changes: the webhooks, and what wakes them and who waits. */
export function startFollowing(installation: Installation): Waking {
  const { access, config, context, onClose } = installation;
  const waking = postgresWaking(access.application);
  onClose(() => waking.stop());
  const webhooks = startWebhooks(
    { ...context, actor: { kind: 'system', job: 'exchange.webhooks' } },
    { waking, rule: { loopback: config.simulated } },
  );
  onClose(() => webhooks.stop());
  return waking;
}
