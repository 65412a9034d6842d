import { z } from 'zod';

/** One setting: an environment variable, read once at the start. */
interface Setting {
  /** Parses the text of the variable. */
  schema: z.ZodType<unknown, string>;
  /** What holds when the variable is not set. */
  default?: string;
  description: string;
  /** What a right value is: the end of the sentence "… must be". */
  expected: string;
  /** Never printed. */
  secret?: true;
}

const PERSONS_MAX = 2_032_893;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const isPostgresUrl = (text: string) =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);

const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;

const isHttpsUrl = (text: string) => URL.canParse(text) && new URL(text).protocol === 'https:';

const isNatsUrl = (text: string) =>
  URL.canParse(text) && /^(nats|tls):$/.test(new URL(text).protocol);

/** Every setting of the platform, once. */
export const SETTINGS = {
  DATABASE_URL: {
    schema: z.string().refine(isPostgresUrl),
    description:
      'PostgreSQL server to use instead of the embedded one, as a role that may create databases ' +
      'and roles.',
    expected: 'an address such as postgres://admin@localhost:5432/postgres',
    secret: true,
  },
  NATS_URL: {
    schema: z.string().refine(isNatsUrl),
    description:
      'NATS server with JetStream that wakes servers when something moved, instead of PostgreSQL.',
    expected: 'an address such as nats://localhost:4222',
    secret: true,
  },
  KOPLIETA_DATABASE: {
    schema: z.string().regex(/^[a-z][a-z0-9_]{0,49}$/),
    default: 'koplieta',
    description: 'Name of the database; its login roles begin with it.',
    expected: 'up to 50 small letters a-z, digits and underscores, a letter first',
  },
  KOPLIETA_HOST: {
    schema: z.string().min(1).max(255),
    default: '127.0.0.1',
    description: 'Network address to listen on.',
    expected: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  },
  KOPLIETA_PORT: {
    schema: wholeNumber(0, 65_535),
    default: '8080',
    description: 'Port to listen on. When it is not set and taken, the next free one.',
    expected: 'a number from 1 to 65535, or 0 for any free port',
  },
  KOPLIETA_PUBLIC_URL: {
    schema: z.string().refine(isOrigin),
    description: 'Where people and clients reach the platform; where it listens when not set.',
    expected: 'the start of an address, such as https://koplieta.example, without a path',
  },
  KOPLIETA_CERTIFICATE_HEADER: {
    schema: z.string().regex(/^x-[a-z0-9-]{1,60}$/),
    description:
      'Header in which the proxy hands over the certificate of a client, as percent-encoded PEM. ' +
      'It is believed from KOPLIETA_PROXIES, or from this machine when these are not set; the ' +
      'proxy must take it away from every other request.',
    expected: 'a name in small letters that begins with x-, such as x-client-certificate',
  },
  KOPLIETA_PROXIES: {
    schema: z.string().regex(/^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$/),
    description:
      'Networks of the proxies before the server: from these it believes X-Forwarded-For, which ' +
      'machines with limited networks need, and certificates of clients.',
    expected: 'networks with commas, such as 10.0.0.0/8,192.0.2.1/32',
  },
  KOPLIETA_LOGIN_MEANS: {
    schema: z.string().min(1).max(4_000),
    description:
      'File with the login means of outside parties: banks, Smart-ID. From the project’s folder.',
    expected: 'a path',
  },
  KOPLIETA_FOLDER: {
    schema: z.string().min(1).max(4_000),
    default: '.koplieta',
    description: 'Folder of the installation: its secret, its database. From the project’s folder.',
    expected: 'a path',
  },
  KOPLIETA_VOCABULARY: {
    schema: z.string().min(1).max(4_000),
    description:
      'Folder with further classifiers, and further kinds of facts in its fact-kinds.yaml. From the project’s folder.',
    expected: 'a path',
  },
  KOPLIETA_PERSONS: {
    schema: wholeNumber(1, PERSONS_MAX),
    default: '20000',
    description: 'Persons of the simulated country, when it is made.',
    expected: `a whole number from 1 to ${PERSONS_MAX}`,
  },
  KOPLIETA_SIMULATED: {
    schema: z.enum(['true', 'false']).transform((text) => text === 'true'),
    default: 'true',
    description: 'Whether to make the simulated country and its login; false for real use.',
    expected: 'true or false',
  },
  KOPLIETA_NOW: {
    schema: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    description: 'The instant at which the platform’s clock starts; this machine’s when not set.',
    expected: 'an instant with its zone, such as 2023-03-01T12:00:00+02:00',
  },
  KOPLIETA_SECRET: {
    schema: z
      .string()
      .regex(/^[A-Za-z0-9+/_-]+={0,2}$/)
      .transform((text) => Buffer.from(text, 'base64'))
      .refine((bytes) => bytes.length >= 32),
    description: 'What all keys are derived from. Made once in the folder when not set.',
    expected: 'at least 32 random bytes in base64, such as "openssl rand -base64 32" gives',
    secret: true,
  },
  KOPLIETA_OPERATOR_KEY: {
    schema: z.string().regex(/^[A-Za-z0-9._~+/-]{20,200}$/),
    description: 'Key of the operator for /metrics. Made once in the folder when not set.',
    expected: '20 to 200 letters, digits and . _ ~ + / -',
    secret: true,
  },
  KOPLIETA_OFFICIAL_KEY: {
    schema: z.string().min(1).max(200),
    description: 'Access key of the official as whom commands on drafts of reliefs act.',
    expected: 'an access key, as "koplieta officials add" prints it',
    secret: true,
  },
  KOPLIETA_AUDIT_HEADS_FOLDER: {
    schema: z.string().min(1).max(4_000),
    description:
      'Folder, on another disk, into which the head of the audit is written every ten minutes. It must ' +
      'be there. From the project’s folder.',
    expected: 'a path',
  },
  KOPLIETA_AUDIT_HEADS_URL: {
    schema: z.string().max(4_000).refine(isHttpsUrl),
    description: 'Address to which the head of the audit is posted every ten minutes.',
    expected: 'an address such as https://heads.example/koplieta',
    secret: true,
  },
  KOPLIETA_LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS),
    default: 'info',
    description: 'From which level on the log is written; debug has a line for each request.',
    expected: `one of ${LOG_LEVELS.join(', ')}`,
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

export function settingOf(name: SettingName): Setting {
  return SETTINGS[name];
}
