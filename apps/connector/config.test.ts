import { expect, test } from 'vitest';
import { configProblemText, readConnectorConfig } from './config.ts';

const GOOD = `
platform: http://127.0.0.1:8080
key: LICENCES_KEY
state: state
sources:
  licences:
    dataSet: vejaine-licences@1
    every: 15m
    postgres:
      url: LICENCES_DATABASE
      query: select 1 as number
      watermark: { column: changed_at, overlap: 10m }
  files:
    dataSet: vejaine-licences@1
    cron: 0 3 * * *
    folder: { path: outbox, files: "*.csv", encoding: windows-1257, delimiter: ";" }
`;

test('a configuration is read, with what holds when nothing is said', () => {
  const reading = readConnectorConfig({ file: 'x.yaml', text: GOOD });
  expect(reading).toMatchObject({
    ok: true,
    config: { sources: { files: { folder: { mode: 'changes', settle: '10s' } } } },
  });
});

test.each([
  [
    'dataSet: vejaine-licences@1\n    every',
    'dataset: x\n    every',
    'x.yaml:7:5 field-unknown "dataset"',
  ],
  ['key: LICENCES_KEY', 'key: kopli_secret', 'x.yaml:3:6 value-malformed'],
  ['url: LICENCES_DATABASE', 'url: postgres://u:p@h/d', 'x.yaml:10:12 value-malformed'],
  ['every: 15m', 'every: 15', 'x.yaml:8:12 value-wrong-type'],
  ['cron: 0 3 * * *', 'cron: 0 25 * * *', 'x.yaml:15:11 value-malformed'],
  ['cron: 0 3 * * *', 'cron: 0 3 * * *\n    every: 1h', 'form-unknown'],
  ['"*.csv"', '"*.txt"', 'x.yaml:16:36 value-unknown "*.txt"'],
  ['"*.csv"', '"../*.csv"', 'x.yaml:16:36 value-malformed'],
  ['windows-1257', 'koi8-r', 'x.yaml:16:55 value-unknown "koi8-r"'],
  ['platform: http:', 'platform: ftp:', 'x.yaml:2:11 value-malformed'],
  ['    folder: {', '    postgres: { url: X, query: select 1 }\n    folder: {', 'form-unknown'],
  ['  files:\n', '  licences:\n', 'yaml-malformed'],
  ['state: state\n', '', 'field-missing "state"'],
])('%s as %s is told', (before, after, told) => {
  expect(GOOD).toContain(before);
  const reading = readConnectorConfig({ file: 'x.yaml', text: GOOD.replace(before, after) });
  const lines = reading.ok ? [] : reading.problems.map((one) => configProblemText(one, 'en'));
  expect(lines.join('\n')).toContain(told);
});
