import { expect, test } from 'vitest';
import { type QuotaPeriod, quotaPeriodEnd, quotaPeriodStart } from './quota-period.ts';

test.each<[QuotaPeriod, string, string, string]>([
  ['day', '2026-03-25', '2026-03-25', '2026-03-26'],
  ['week', '2026-03-25', '2026-03-23', '2026-03-30'],
  ['week', '2026-03-23', '2026-03-23', '2026-03-30'],
  ['week', '2027-01-03', '2026-12-28', '2027-01-04'],
  ['month', '2024-02-29', '2024-02-01', '2024-03-01'],
  ['day', '2024-02-29', '2024-02-29', '2024-03-01'],
  ['week', '2024-02-29', '2024-02-26', '2024-03-04'],
  ['year', '2024-02-29', '2024-01-01', '2025-01-01'],
  ['school-year', '2024-02-29', '2023-09-01', '2024-09-01'],
  ['quarter', '2026-03-31', '2026-01-01', '2026-04-01'],
  ['quarter', '2026-12-31', '2026-10-01', '2027-01-01'],
  ['year', '2026-12-31', '2026-01-01', '2027-01-01'],
  ['school-year', '2026-08-31', '2025-09-01', '2026-09-01'],
  ['school-year', '2026-09-01', '2026-09-01', '2027-09-01'],
  ['life', '2026-03-25', '1900-01-01', '9999-12-31'],
])('the %s of %s starts on %s and ends before %s', (period, day, start, end) => {
  expect(quotaPeriodStart(period, day)).toBe(start);
  expect(quotaPeriodEnd(period, start)).toBe(end);
});
