import type { HttpApp } from '../../platform/http/http-app.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { dataSetRoutes } from './data-set-routes.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { intakeRoutes } from './intake-routes.ts';
import { odataRoutes } from './odata/routes.ts';
import { permissionRoutes } from './permissions/routes.ts';
import { readingRoutes } from './reading-routes.ts';
import { tellWaysOn } from './tell-ways-on.ts';
import { todaysRoutes } from './todays-platform/routes.ts';
import { useRoutes } from './uses/routes.ts';

/** Everything of the exchange over HTTP, under `/exchange/v1`. */
export function exchangeRoutes(app: HttpApp): void {
  tellWaysOn(app);
  dataSetRoutes(app);
  catalogueRoutes(app);
  intakeRoutes(app);
  readingRoutes(app);
  odataRoutes(app);
  permissionRoutes(app);
  useRoutes(app);
  todaysRoutes(app);
  erasureRoutes(app);
}
