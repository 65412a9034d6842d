import type { Routes } from '../../platform/http/http-app.ts';
import { mailboxRoutes } from './mailboxes/mailbox-routes.ts';
import { topicRoutes } from './messages/topic-routes.ts';
import { tellWaysOn } from './tell-ways-on.ts';
import { SILENT_WAKING, type Waking } from './waking/waking.ts';
import { deadLetterRoutes } from './webhooks/dead-letter-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

export interface Following {
  /** Webhooks may also go to this machine itself. */
  simulated: boolean;
  /** Wakes those who wait; without it they look by themselves every two seconds. */
  waking?: Waking | undefined;
}

/** Following what changes: mailboxes, webhooks, and messages. */
export function followingRoutes({ simulated, waking = SILENT_WAKING }: Following): Routes {
  return async (app) => {
    tellWaysOn(app);
    await mailboxRoutes(waking)(app);
    topicRoutes(app);
    await webhookRoutes({ loopback: simulated })(app);
    deadLetterRoutes(app);
  };
}
