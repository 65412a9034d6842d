/** What calls of mailboxes take and answer, for the description of the API. */
const DATA_SET = { code: 'iem_person_address', version: 1 };
const FILTER = [{ field: 'Territory', values: ['0001000'] }];
const MAILBOX_ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a56';
const AT = '2026-03-11T06:00:00.000Z';

export const MAILBOX_EXAMPLES = {
  opening: { dataSet: DATA_SET, permission: 'KP-2026-000123', filter: FILTER, from: 'now' },
  mailbox: {
    id: MAILBOX_ID,
    dataSet: DATA_SET,
    topic: null,
    permission: 'KP-2026-000123',
    filter: FILTER,
    position: 41_201,
    newest: 41_388,
    openedAt: AT,
    webhook: null,
  },
  page: {
    page: '0197a1b2-6000-7c3a-9d21-4b6e0c8f1a57',
    after: 41_201,
    changes: [
      {
        position: 41_230,
        kind: 'changed',
        recordedAt: AT,
        upsert: { DocumentId: 8_124_001, Territory: '0001000', From: '2026-03-01' },
      },
    ],
    position: 41_388,
    more: false,
  },
  position: { position: 41_388 },
  restarted: { position: 41_388, records: '/exchange/v1/data-sets/iem_person_address/1/records' },
} as const;
