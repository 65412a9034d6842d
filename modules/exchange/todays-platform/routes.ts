import type { HttpApp } from '../../../platform/http/http-app.ts';
import { TodaysPermissions, TodaysServices } from './api.ts';
import { listServices } from './list-services.ts';
import { listTodaysPermissions } from './list-todays-permissions.ts';

const config = { permission: 'information-system', scope: 'administer' } as const;
const tags = ['Present platform'];

/** What connections to the present state platform call, where they call it. */
export function todaysRoutes(app: HttpApp): void {
  app.get(
    '/current_user_permissions',
    {
      config,
      schema: {
        tags,
        summary: 'Your permissions in force, as the present state platform answers them.',
        response: { 200: TodaysPermissions },
      },
    },
    async ({ context }) => await listTodaysPermissions(context),
  );
  app.get(
    '/service_list',
    {
      config,
      schema: {
        tags,
        summary: 'The published data sets, as services of the present state platform.',
        response: { 200: TodaysServices },
      },
    },
    async ({ context }) => await listServices(context),
  );
}
