import { expect, test } from 'vitest';
import { lastMonths, statementCsv } from './statement-csv.ts';

const named = (code: string, name: string) => ({ code, name: { lv: name, en: name } });

test('a statement is saved as a sheet reads it, and nothing in it is a formula', () => {
  const line = {
    ...{ permission: 'KP-2026-000123', dataSet: 'vejaine-licences', uses: 17, amountCents: 1_205 },
    ...{ quota: 10, quotaPeriod: 'day' as const, mostInDay: 9 },
    source: named('m-0099000', '=HYPERLINK("http://x")'),
    holder: named('ferry', 'Prāmis, "Vējš"'),
  };
  const sums = { month: '2026-03', isFinal: true, uses: 17, amountCents: 1_205, next: null };
  expect(statementCsv({ ...sums, lines: [line] }).split('\r\n')).toEqual([
    'month,final,permission,dataSet,sourceCode,source,holderCode,holder,uses,amountEuros,' +
      'quota,quotaPeriod,mostInDay',
    '2026-03,true,KP-2026-000123,vejaine-licences,m-0099000,"\'=HYPERLINK(""http://x"")",' +
      'ferry,"Prāmis, ""Vējš""",17,12.05,10,day,9',
    '',
  ]);
});

test('months go back over a new year', () => {
  expect(lastMonths('2026-02-11').slice(0, 4)).toEqual([
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-11',
  ]);
});
