import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { describeConfig, parseConfig } from './config.ts';

test('holds without any setting', () => {
  const config = parseConfig({ PATH: '/bin', KOPLIETA_HOST: '' });
  expect(config).toMatchObject({
    database: 'koplieta',
    host: '127.0.0.1',
    port: 8080,
    portFixed: false,
    persons: 20_000,
    simulated: true,
    logLevel: 'info',
  });
  expect(config).not.toHaveProperty('now');
  expect(isAbsolute(config.folder)).toBe(true);
  expect(Object.isFrozen(config)).toBe(true);
});

test('takes what is set', () => {
  const config = parseConfig({
    DATABASE_URL: 'postgres://me:secret@db/postgres',
    KOPLIETA_PORT: '8080',
    KOPLIETA_SIMULATED: 'false',
    KOPLIETA_NOW: '2023-03-01T12:00:00+02:00',
    KOPLIETA_SECRET: Buffer.alloc(32, 1).toString('base64'),
    KOPLIETA_VOCABULARY: 'reliefs/examples/vocabulary',
    KOPLIETA_AUDIT_HEADS_FOLDER: '../heads',
  });
  expect(isAbsolute(config.vocabulary ?? '')).toBe(true);
  expect(isAbsolute(config.auditHeadsFolder ?? '')).toBe(true);
  expect(config).toMatchObject({ portFixed: true, simulated: false });
  expect(config.now?.toISOString()).toBe('2023-03-01T10:00:00.000Z');
  expect(config.secret).toHaveLength(32);
});

test.each([
  ['DATABASE_URL', 'mysql://db'],
  ['DATABASE_URL', 'db'],
  ['NATS_URL', 'http://nats'],
  ['KOPLIETA_DATABASE', 'Koplieta; drop'],
  ['KOPLIETA_PORT', '80.5'],
  ['KOPLIETA_PORT', '65536'],
  ['KOPLIETA_PERSONS', '0'],
  ['KOPLIETA_PERSONS', '2032894'],
  ['KOPLIETA_SIMULATED', 'yes'],
  ['KOPLIETA_NOW', '2023-03-01'],
  ['KOPLIETA_NOW', '2023-03-01T12:00:00'],
  ['KOPLIETA_SECRET', 'short'],
  ['KOPLIETA_OPERATOR_KEY', 'short'],
  ['KOPLIETA_AUDIT_HEADS_URL', 'http://heads.example'],
  ['KOPLIETA_LOG_LEVEL', 'loud'],
])('%s=%s is a sentence that says what to do', (name, text) => {
  const parse = () => parseConfig({ [name]: text });
  expect(parse).toThrow(new RegExp(`^${name} must be .+\\. Change it, or leave it out\\.$`));
});

test('every fault is told at once, and a setting that does not exist is one', () => {
  const parse = () => parseConfig({ KOPLIETA_PORT: 'x', KOPLIETA_PRT: '1' });
  expect(parse).toThrow(/KOPLIETA_PRT is no setting[\s\S]*KOPLIETA_PORT must be/);
});

test('secrets are neither printed nor repeated', () => {
  const environment = { DATABASE_URL: 'mysql://me:hidden@db', KOPLIETA_SECRET: 'hidden' };
  expect(describeConfig(environment)).not.toContain('hidden');
  expect(() => parseConfig(environment)).toThrow(/^(?![\s\S]*hidden)/);
});
