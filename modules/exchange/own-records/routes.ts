import type { HttpApp } from '../../../platform/http/http-app.ts';
import { OwnRecordsAnswer } from './api.ts';
import { listOwnRecords } from './list-own-records.ts';

/** Where a person reads what is held about them. */
export function ownRecordRoutes(app: HttpApp): void {
  app.get(
    '/recipient/v1/records',
    {
      config: { permission: 'recipient', act: 'see-records' },
      schema: {
        tags: ['Recipient'],
        summary: 'What registers hold about you, by whose law and since when.',
        response: { 200: OwnRecordsAnswer },
      },
    },
    async ({ context }) => ({ dataSets: await listOwnRecords(context) }),
  );
}
