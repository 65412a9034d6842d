/** What calls of webhooks and dead letters take and answer, for the description of the API. */
const LETTER_ID = '0197a1b2-6000-7c3a-9d21-4b6e0c8f1a57';

export const WEBHOOK_EXAMPLES = {
  setting: { url: 'https://receiver.example/koplieta' },
  secret: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  webhook: {
    url: 'https://receiver.example/koplieta',
    state: 'active',
    reason: null,
    attempts: 3,
    failingSince: '2026-03-11T06:00:00.000Z',
    dueAt: '2026-03-11T06:00:21.000Z',
  },
  letter: { id: LETTER_ID },
  deadLetter: {
    id: LETTER_ID,
    after: 41_201,
    position: 41_388,
    reason: 'refused',
    diedAt: '2026-03-12T06:00:00.000Z',
    isWaiting: false,
  },
} as const;
