import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What is refused about webhooks, and what they left undelivered. */
export const WEBHOOK_ERRORS = {
  'webhook-unknown': {
    status: 404,
    when: 'When the mailbox has no webhook.',
    lv: 'Šai datu pastkastei nav tīmekļa aizķeres. Vispirms norādiet tās adresi.',
    en: 'This mailbox has no webhook. State its address first.',
  },
  'webhook-url-wrong': {
    status: 422,
    when: 'When an address is not `https:`, has credentials in it, or names a machine that is not out in the open.',
    lv: 'Uz šo adresi sūtīt nedrīkst. Norādiet publiski pieejamu https adresi bez piekļuves datiem.',
    en: 'Nothing may be sent to this address. State a public https address without credentials.',
  },
  'dead-letter-unknown': {
    status: 404,
    when: 'When the mailbox has no dead letter with this id.',
    lv: 'Tāda nepiegādāta sūtījuma nav. Pārbaudiet identifikatoru sarakstā.',
    en: 'There is no such dead letter. Check its id in the list.',
  },
} as const satisfies ErrorCatalogue;
