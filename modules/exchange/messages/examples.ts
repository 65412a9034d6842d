/** What calls of topics take and answer, for the description of the API. */
const CODE = 'vejaine-ferry-delays';
const DESCRIPTION = {
  name: { lv: 'Prāmja kavējumi', en: 'Delays of the ferry' },
  schema: {
    type: 'object',
    properties: { pier: { type: 'integer' }, minutes: { type: 'integer', minimum: 0 } },
    required: ['pier', 'minutes'],
    additionalProperties: false,
  },
  timeToLiveHours: 12,
};

export const TOPIC_EXAMPLES = {
  describing: { ...DESCRIPTION, institution: 'm-0099000', readers: null },
  described: { code: CODE },
  topic: { ...DESCRIPTION, code: CODE, position: 17 },
  sending: { messages: [{ key: 'delay-2026-03-11-1', body: { pier: 1, minutes: 20 } }] },
  erasing: {
    ...{ keys: ['delay-2026-03-11-1'], reason: 'unlawful' },
    legalBasis: 'Decision No. 7 of the Data State Inspectorate',
  },
  erased: { messages: 1 },
  sent: { sent: [{ id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a58', position: 18, again: false }] },
} as const;
