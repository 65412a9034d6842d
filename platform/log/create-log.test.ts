import { expect, test } from 'vitest';
import { createLog } from './create-log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

test('secrets and personal data are withheld wherever they stand', () => {
  const text = logged((log) => {
    log.info(
      { authorization: 'Bearer S1', request: { cookie: 'S2', inner: { means: 'S3' } } },
      'x',
    );
    log.info({ personalCode: 'S4', person: { firstName: 'S5', lastName: 'S6' }, body: 'S7' }, 'x');
    log.child({ accessKey: 'S8' }).info({ password: 'S9' }, 'x');
  });
  expect(text.match(/S\d/g)).toBeNull();
  expect(text.match(/\[withheld\]/g)).toHaveLength(9);
});

test('an error keeps its type, sentence and place, not its values', () => {
  const error = Object.assign(
    new Error('No person 010190-12345, Bearer abc, postgres://me:pw@host'),
    {
      code: '23505',
      detail: 'Key (code)=(010190-12345) already exists.',
      parameters: ['010190-12345'],
      cause: new TypeError('koplieta_session=abcdef; sign-on=abcdef; __Host-device=abc'),
    },
  );
  const text = logged((log) => log.error({ err: error }, 'failed'));
  expect(text).not.toMatch(/010190|abc|pw@/);
  const { err } = JSON.parse(text);
  expect(err).toMatchObject({ type: 'Error', code: '23505', cause: { type: 'TypeError' } });
  expect(err.stack).toContain('create-log.test.ts');
});
