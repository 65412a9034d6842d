/** What calls of the exchange take and answer, for the description of the API. */
const DATA_SET = {
  code: 'iem_person_address',
  version: 1,
  state: 'published',
  revision: 1,
  endsOn: null,
  name: { lv: 'Deklarētās dzīvesvietas', en: 'Declared residences' },
  institution: 'pmlp',
  updates: 'daily',
  licence: 'closed',
};
const NAME = { code: DATA_SET.code, version: DATA_SET.version };
const RECORD = { DocumentId: 8_124_001, Territory: '0001000', From: '2026-03-01' };
const KEY = { DocumentId: RECORD.DocumentId };
const QUARANTINE_ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const RECEIVED_AT = '2026-03-11T06:00:00.000Z';
const PROBLEM = {
  path: '/From',
  code: 'not-a-day',
  lv: 'Kalendārā tādas dienas nav. Dienu raksta kā 2026-03-11.',
  en: 'The calendar has no such day. A day is written as 2026-03-11.',
};

export const EXAMPLES = {
  dataSets: { dataSets: [DATA_SET], next: null },
  described: {
    ...DATA_SET,
    definition: { ...NAME, name: DATA_SET.name, institution: 'pmlp', key: ['DocumentId'] },
  },
  definition: { text: 'code: iem_person_address\nversion: 1\n…' },
  defined: { ...NAME, state: 'sandbox', revision: 1, outcome: 'added' },
  done: NAME,
  end: { endsOn: '2027-07-01' },
  changes: { changes: [{ upsert: RECORD }, { delete: KEY }], allOrNothing: false },
  outcomes: { outcomes: [{ outcome: 'new', position: 41_201 }] },
  report: {
    upload: 'morning-2026-03-11',
    state: 'complete',
    refusedFor: null,
    lastLine: 20_000,
    stored: 812,
    unchanged: 19_187,
    late: 0,
    quarantined: 1,
    removed: 0,
    changed: 0,
    added: 0,
    sample: null,
  },
  confirmation: { removed: 120, changed: 4, added: 0 },
  quarantine: {
    records: [
      {
        id: QUARANTINE_ID,
        upload: 'morning-2026-03-11',
        line: 17,
        problems: [PROBLEM],
        text: '{"upsert":{"DocumentId":8124002,"From":"2026-02-30"}}',
        change: { upsert: { DocumentId: 8124002, From: '2026-02-30' } },
        receivedAt: RECEIVED_AT,
      },
    ],
    next: null,
  },
  replay: { change: { upsert: RECORD } },
  outcome: { outcome: 'changed', position: 41_202 },
  keys: { keys: [KEY] },
  found: { found: [[{ record: RECORD, position: 41_201 }]] },
  record: { record: RECORD, position: 41_201 },
  erasure: {
    keys: [KEY],
    reason: 'unlawful',
    legalBasis: 'Datu valsts inspekcijas lēmums Nr. 2-2.2/17',
  },
  erased: { records: 1, changes: 4, quarantined: 0, lines: 0 },
  changed: {
    changes: [{ position: 41_201, kind: 'new', recordedAt: RECEIVED_AT, upsert: RECORD }],
    next: 41_201,
    more: false,
  },
} as const;
