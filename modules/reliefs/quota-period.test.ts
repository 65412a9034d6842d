import { expect, test } from 'vitest';
import { type QuotaPeriod, quotaPeriodStart } from './quota-period.ts';

test.each<[QuotaPeriod, string, string]>([
  ['day', '2026-03-25', '2026-03-25'],
  ['week', '2026-03-25', '2026-03-23'],
  ['week', '2026-03-23', '2026-03-23'],
  ['week', '2027-01-03', '2026-12-28'],
  ['month', '2024-02-29', '2024-02-01'],
  ['quarter', '2026-03-31', '2026-01-01'],
  ['quarter', '2026-12-31', '2026-10-01'],
  ['year', '2026-12-31', '2026-01-01'],
  ['school-year', '2026-08-31', '2025-09-01'],
  ['school-year', '2026-09-01', '2026-09-01'],
  ['life', '2026-03-25', '1900-01-01'],
])('the %s of %s starts on %s', (period, day, start) => {
  expect(quotaPeriodStart(period, day)).toBe(start);
});
