import type { Routes } from '../../platform/http/http-app.ts';
import { mailboxRoutes } from './mailboxes/mailbox-routes.ts';
import { topicRoutes } from './messages/topic-routes.ts';
import { SILENT_WAKING, type Waking } from './waking/waking.ts';

export interface Following {
  /** Wakes those who wait; without it they look by themselves every two seconds. */
  waking?: Waking | undefined;
}

/** Following what changes: mailboxes, and messages. */
export function followingRoutes({ waking = SILENT_WAKING }: Following): Routes {
  return async (app) => {
    await mailboxRoutes(waking)(app);
    topicRoutes(app);
  };
}
