import type { Retention } from '../../platform/audit/index.ts';

const YEAR = 12;

/**
 * How long the audit keeps what an act was about, by module. Who did what to whom and when stays,
 * and so does the proof. Money: as long as the documents of accounting (Accounting Law of Latvia,
 * Section 28: five years for source documents), and a year for those that are late. Law: ten years, so
 * that decisions of that time can be explained. The rest: two years, in which a person can still ask.
 */
export const AUDIT_RETENTION: readonly Retention[] = [
  { acts: 'entitlements.', months: 6 * YEAR },
  { acts: 'exchange.', months: 2 * YEAR },
  { acts: 'identity.', months: 2 * YEAR },
  { acts: 'means.', months: 2 * YEAR },
  { acts: 'platform.', months: 2 * YEAR },
  { acts: 'providers.', months: 6 * YEAR },
  { acts: 'registers.', months: 2 * YEAR },
  { acts: 'reliefs.', months: 10 * YEAR },
  { acts: 'transactions.', months: 6 * YEAR },
];
