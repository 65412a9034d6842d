import { z } from 'zod';
import type { Refusal } from '../../platform/errors/refusal.ts';
import { formOfName } from '../../platform/files/file-form.ts';
import { readYaml } from '../../platform/text/read-yaml.ts';
import { findingsOfSchema } from '../../platform/text/schema-findings.ts';
import { TEXT_ERRORS, type TextCode } from '../../platform/text/text-errors.ts';
import {
  problemLine,
  type TextFinding,
  type TextPath,
  type TextProblem,
} from '../../platform/text/text-problem.ts';
import { readCron } from './schedule.ts';

/** Secrets stand in the environment; the file names the variables that hold them. */
const VariableName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/)
  .max(100);
const Duration = z.string().regex(/^[1-9]\d{0,3}[smhd]$/);
const SourceName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(30);
const QUERY_LENGTH_MAX = 20_000;

const Watermark = z.strictObject({
  column: z
    .string()
    .min(1)
    .max(63)
    .meta({ description: 'A column that grows with each change of a row.' }),
  overlap: z
    .union([Duration, z.int().min(0)])
    .optional()
    .meta({
      description: 'How far back each run looks again, for what was committed late.',
    }),
  deleted: z
    .string()
    .min(1)
    .max(63)
    .optional()
    .meta({ description: 'A boolean column: the row is to be deleted.' }),
});

const PostgresSource = z.strictObject({
  url: VariableName.meta({ description: 'The variable that holds the address of the database.' }),
  query: z.string().min(1).max(QUERY_LENGTH_MAX).meta({
    description: 'Its columns are fields of the data set, and those of the watermark.',
  }),
  watermark: Watermark.optional().meta({
    description: 'Without it, each run sends all rows as a snapshot.',
  }),
});

const FolderSource = z.strictObject({
  path: z.string().min(1).max(1_000),
  files: z
    .string()
    .regex(/^[^/\\]+$/)
    .max(200)
    .meta({ description: 'A pattern of names, with * and ?: "licences-*.csv".' }),
  encoding: z.string().max(20).optional(),
  delimiter: z.string().max(20).optional(),
  mode: z.enum(['changes', 'snapshot']).default('changes'),
  allOrNothing: z.boolean().default(false),
  settle: Duration.default('10s').meta({
    description: 'A file is read when nobody has written to it for so long.',
  }),
  moveTo: z
    .string()
    .regex(/^(?!\.)[^/\\]+$/)
    .max(100)
    .optional()
    .meta({ description: 'A folder beside the files, for those that were taken.' }),
});

const Source = z.strictObject({
  dataSet: z.string().regex(/^[a-z0-9_-]{1,63}@\d{1,3}$/),
  every: Duration.optional(),
  cron: z.string().max(200).optional().meta({
    description: 'Minute, hour, day, month, weekday, in the time of Riga.',
  }),
  postgres: PostgresSource.optional(),
  folder: FolderSource.optional(),
});

/** What a connector does: from which sources, into which data sets, when. */
export const ConnectorConfig = z.strictObject({
  platform: z.url({ protocol: /^https?$/ }),
  key: VariableName.meta({ description: "The variable that holds the system's access key." }),
  state: z
    .string()
    .min(1)
    .max(1_000)
    .meta({ description: 'A folder for what was done, beside this file.' }),
  sources: z.record(SourceName, Source),
});

export type ConnectorConfig = z.infer<typeof ConnectorConfig>;
export type Source = z.infer<typeof Source>;
export type PostgresSource = z.infer<typeof PostgresSource>;
export type FolderSource = z.infer<typeof FolderSource>;

type Finding = TextFinding<TextCode>;
export type ConfigProblem = TextProblem<TextCode>;

export type ConfigReading =
  | { ok: true; config: ConnectorConfig }
  | { ok: false; problems: ConfigProblem[] };

/** Reads the text of a configuration: all that is wrong with it at once, with places. */
export function readConnectorConfig(source: { file: string; text: string }): ConfigReading {
  const reading = readYaml(source);
  if (!reading.ok) return reading;
  const parsed = ConnectorConfig.safeParse(reading.written);
  const findings = parsed.success
    ? Object.entries(parsed.data.sources).flatMap(([name, one]) => findingsOfSource(name, one))
    : findingsOfSchema(ConnectorConfig, parsed.error.issues, reading.written);
  if (parsed.success && findings.length === 0) return { ok: true, config: parsed.data };
  return { ok: false, problems: reading.place(findings) };
}

/** One line for a terminal: `connector.yaml:7:5 field-unknown "qurey": …`. */
export function configProblemText(problem: ConfigProblem, language: 'lv' | 'en'): string {
  return problemLine(problem, TEXT_ERRORS, language);
}

/** How the parts of a source stand together. */
function findingsOfSource(name: string, source: Source): Finding[] {
  const { postgres, folder, every, cron } = source;
  const path = ['sources', name];
  const findings: Finding[] = [];
  if ((postgres === undefined) === (folder === undefined)) {
    findings.push(oneOf(path, source, ['postgres', 'folder']));
  }
  if (every !== undefined && cron !== undefined) {
    findings.push(oneOf(path, source, ['every', 'cron']));
  }
  if (cron !== undefined && !readCron(cron)) {
    findings.push({ code: 'value-malformed', path: [...path, 'cron'], found: cron });
  }
  const unread = folder && unreadPart(folder);
  if (unread) {
    const found = folder[unread];
    findings.push({ code: 'value-unknown', path: [...path, 'folder', unread], found });
  }
  return findings;
}

function oneOf(path: TextPath, source: Source, expected: string[]): Finding {
  return { code: 'form-unknown', path, found: Object.keys(source).join(', '), expected };
}

const PART_OF_REFUSAL: Readonly<Record<string, 'encoding' | 'delimiter'>> = {
  'file-encoding-unknown': 'encoding',
  'file-delimiter-unknown': 'delimiter',
};

/** Which part says how to read files that nobody can read so. */
function unreadPart({ files, encoding, delimiter }: FolderSource) {
  try {
    formOfName(files, { encoding, delimiter });
    return undefined;
  } catch (error) {
    return PART_OF_REFUSAL[(error as Refusal).code] ?? 'files';
  }
}
