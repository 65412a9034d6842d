import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { SETTINGS, type SettingName, settingOf } from './settings.ts';

type Value<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]['schema']>;

/** The settings, parsed once and frozen. */
export interface Config {
  readonly databaseUrl?: Value<'DATABASE_URL'>;
  readonly natsUrl?: Value<'NATS_URL'>;
  readonly database: Value<'KOPLIETA_DATABASE'>;
  readonly host: Value<'KOPLIETA_HOST'>;
  readonly port: Value<'KOPLIETA_PORT'>;
  /** The port was asked for: another one will not do. */
  readonly portFixed: boolean;
  readonly publicUrl?: Value<'KOPLIETA_PUBLIC_URL'>;
  readonly certificateHeader?: Value<'KOPLIETA_CERTIFICATE_HEADER'>;
  readonly proxies?: Value<'KOPLIETA_PROXIES'>;
  /** Absolute. */
  readonly loginMeansFile?: string;
  /** Absolute. */
  readonly folder: string;
  /** Absolute. */
  readonly vocabulary?: string;
  /** Absolute. */
  readonly auditHeadsFolder?: string;
  readonly auditHeadsUrl?: Value<'KOPLIETA_AUDIT_HEADS_URL'>;
  readonly persons: Value<'KOPLIETA_PERSONS'>;
  readonly simulated: Value<'KOPLIETA_SIMULATED'>;
  readonly now?: Value<'KOPLIETA_NOW'>;
  readonly secret?: Value<'KOPLIETA_SECRET'>;
  readonly operatorKey?: Value<'KOPLIETA_OPERATOR_KEY'>;
  readonly officialKey?: Value<'KOPLIETA_OFFICIAL_KEY'>;
  readonly logLevel: Value<'KOPLIETA_LOG_LEVEL'>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that are wrong, as sentences that say what to do. */
export class ConfigError extends Error {
  constructor(sentences: string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

export const PROJECT_FOLDER = join(import.meta.dirname, '../..');
const PREFIX = 'KOPLIETA_';

/** Reads the settings from the environment. An empty variable is as good as none. */
export function parseConfig(environment: Environment): Config {
  const faults = unknownSettings(environment);
  const read = <Name extends SettingName>(name: Name): Value<Name> | undefined => {
    const setting = settingOf(name);
    const text = environment[name] || setting.default;
    if (text === undefined) return undefined;
    const parsed = setting.schema.safeParse(text);
    if (parsed.success) return parsed.data as Value<Name>;
    faults.push(faultOf(name, text));
    return undefined;
  };
  const get = <Name extends SettingName>(name: Name) => read(name) as Value<Name>;
  const vocabulary = read('KOPLIETA_VOCABULARY');
  const loginMeansFile = read('KOPLIETA_LOGIN_MEANS');
  const auditHeadsFolder = read('KOPLIETA_AUDIT_HEADS_FOLDER');
  const optional = {
    auditHeadsFolder: auditHeadsFolder && resolve(PROJECT_FOLDER, auditHeadsFolder),
    auditHeadsUrl: read('KOPLIETA_AUDIT_HEADS_URL'),
    loginMeansFile: loginMeansFile && resolve(PROJECT_FOLDER, loginMeansFile),
    vocabulary: vocabulary && resolve(PROJECT_FOLDER, vocabulary),
    databaseUrl: read('DATABASE_URL'),
    natsUrl: read('NATS_URL'),
    publicUrl: read('KOPLIETA_PUBLIC_URL'),
    certificateHeader: read('KOPLIETA_CERTIFICATE_HEADER'),
    proxies: read('KOPLIETA_PROXIES'),
    now: read('KOPLIETA_NOW'),
    secret: read('KOPLIETA_SECRET'),
    operatorKey: read('KOPLIETA_OPERATOR_KEY'),
    officialKey: read('KOPLIETA_OFFICIAL_KEY'),
  };
  const config = {
    database: get('KOPLIETA_DATABASE'),
    host: get('KOPLIETA_HOST'),
    port: get('KOPLIETA_PORT'),
    portFixed: Boolean(environment.KOPLIETA_PORT),
    folder: resolve(PROJECT_FOLDER, get('KOPLIETA_FOLDER') ?? ''),
    persons: get('KOPLIETA_PERSONS'),
    simulated: get('KOPLIETA_SIMULATED'),
    logLevel: get('KOPLIETA_LOG_LEVEL'),
    ...withoutUndefined(optional),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/** Every setting as `koplieta config` prints it: a secret only says whether it is set. */
export function describeConfig(environment: Environment): string {
  const entries = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const { default: byDefault, description, secret } = settingOf(name);
    const given = environment[name];
    const shown = given ? (secret ? '(set, not shown)' : given) : (byDefault ?? '(not set)');
    const source = given ? '' : byDefault === undefined ? '' : '  (default)';
    return `${name}=${shown}${source}\n    ${description}`;
  });
  return `${entries.join('\n')}\n`;
}

function faultOf(name: SettingName, text: string): string {
  const { expected, secret } = settingOf(name);
  const given = secret ? '' : `, and is "${text.slice(0, 100)}"`;
  return `${name} must be ${expected}${given}. Change it, or leave it out.`;
}

function unknownSettings(environment: Environment): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !(name in SETTINGS))
    .map((name) => `${name} is no setting. "npx koplieta config" lists those that exist.`);
}

function withoutUndefined<T extends object>(
  values: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
