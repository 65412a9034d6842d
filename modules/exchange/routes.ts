import type { Routes } from '../../platform/http/http-app.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { dataSetRoutes } from './data-sets/routes.ts';
import { erasureRoutes } from './erasure/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { topicRoutes } from './messages/routes.ts';
import { odataRoutes } from './odata/routes.ts';
import { ownRecordRoutes } from './own-records/routes.ts';
import { permissionRoutes } from './permissions/routes.ts';
import { readingRoutes } from './reading/routes.ts';
import { tellWaysOn } from './tell-ways-on.ts';
import { todaysRoutes } from './todays-platform/routes.ts';
import { useRoutes } from './uses/routes.ts';
import { SILENT_WAKING, type Waking } from './waking/waking.ts';
import { deadLetterRoutes } from './webhooks/dead-letter-routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

interface ExchangeOptions {
  /** Webhooks may also go to this machine itself. */
  simulated: boolean;
  /** Wakes those who wait; without it they look by themselves every two seconds. */
  waking?: Waking | undefined;
}

/** Everything of the exchange over HTTP, under `/exchange/v1`. */
export function exchangeRoutes({ simulated, waking = SILENT_WAKING }: ExchangeOptions): Routes {
  return (app) => {
    tellWaysOn(app);
    dataSetRoutes(app);
    catalogueRoutes(app);
    intakeRoutes(app);
    readingRoutes(app);
    odataRoutes(app);
    permissionRoutes(app);
    useRoutes(app);
    ownRecordRoutes(app);
    todaysRoutes(app);
    erasureRoutes(app);
    mailboxRoutes(app, waking);
    topicRoutes(app);
    webhookRoutes(app, { loopback: simulated });
    deadLetterRoutes(app);
  };
}
