import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { LOOKS, type LookAct, PURPOSES } from '../../persons/index.ts';
import { textOfAlert } from './alert.ts';
import { AlertParams, AlertsAnswer, AlertsQuery, SettleAlertRequest } from './alert-api.ts';
import { type Alert, listAlerts } from './list-alerts.ts';
import { settleAlert } from './settle-alert.ts';

const config = { permission: 'official', roles: ['auditor'] } as const;
const tags = ['Audit'];

/** Looks of officials that do not fit: for auditors alone. */
export function alertRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/audit/alerts',
    {
      config,
      schema: {
        tags,
        summary: 'Looks of officials at persons that do not fit, newest first.',
        querystring: AlertsQuery,
        response: { 200: AlertsAnswer },
      },
    },
    async ({ context, query: { state, ...page } }) => {
      const alerts = await listAlerts(context, { ...page, isSettled: state === 'settled' });
      const last = alerts.length === page.limit ? alerts.at(-1) : undefined;
      return { alerts: alerts.map(shown), next: last?.id ?? null };
    },
  );
  app.post(
    '/official/v1/audit/alerts/:id/settle',
    {
      config,
      schema: {
        ...{ tags, params: AlertParams, body: SettleAlertRequest, response: { 204: z.null() } },
        summary: 'Settle an alert, once and for good, with what was found out.',
      },
    },
    async ({ context, params, body }, reply) => {
      await settleAlert(context, { ...params, ...body });
      return await reply.code(204).send(null);
    },
  );
}

function shown(alert: Alert): z.input<typeof AlertsAnswer>['alerts'][number] {
  const { officialPersonId: _person, organisationId: _organisation, settled, ...same } = alert;
  return {
    ...same,
    text: textOfAlert(alert.rule, alert.persons),
    purpose: PURPOSES[LOOKS[alert.act as LookAct].purpose],
    lookedAt: alert.lookedAt.toISOString(),
    notedAt: alert.notedAt.toISOString(),
    settled: settled && { ...settled, at: settled.at.toISOString() },
  };
}
