import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { z } from 'zod';
import { makeProgram } from '../apps/server/cli.ts';
import { ERROR_CATALOGUES } from '../apps/server/modules.ts';
import { providerRoutes } from '../modules/providers/index.ts';
import { LINT_RULES } from '../modules/reliefs/index.ts';
import { idsRoutes, transactionErrors } from '../modules/transactions/index.ts';
import type { ErrorCatalogue } from '../platform/errors/refusal.ts';
import { httpErrors } from '../platform/http/errors.ts';
import type { HttpApp } from '../platform/http/http-app.ts';
import { mergeCatalogues } from '../platform/http/problem.ts';
import { registersPage } from './registers-page.ts';
import { ROOT } from './tree.ts';

/**
 * Renews what documents say by quoting the code: examples of the IDS API from its schemas, tables of
 * error codes and of the linter's findings from their catalogues, and the registers from their texts.
 * `npx node tools/generate-references.ts` writes them; `references.test.ts` fails when they are stale.
 */
const IDS_API = 'docs/reference/ids-api.md';
const ERROR_CODES = 'docs/reference/error-codes.md';
const RELIEF_LINT = 'docs/reference/relief-lint.md';
const COMMANDS = 'docs/reference/commands.md';
const REGISTERS = 'docs/reference/registers.md';

/** A call of the IDS API, as its route declares it. */
export interface IdsCall {
  /** `POST /ids/v1/transactions` */
  name: string;
  request?: unknown;
  answer?: unknown;
}

interface DeclaredSchema {
  body?: z.ZodType;
  response?: { 200?: z.ZodType };
}

/** Every call that an IDS may make, with the examples of its schemas. */
export function listIdsCalls(): IdsCall[] {
  const calls: IdsCall[] = [];
  const add = (method: string) => (url: string, options: { schema: DeclaredSchema }) => {
    const { body, response } = options.schema;
    const name = `${method} ${url.replace(/:(\w+)/g, '{$1}')}`;
    calls.push({
      name,
      request: body?.meta()?.example,
      answer: response?.[200]?.meta()?.example,
    });
  };
  const recorder = { get: add('GET'), post: add('POST') } as unknown as HttpApp;
  idsRoutes(recorder);
  providerRoutes(recorder);
  return calls;
}

/** Codes of the catalogues below `transactions` that a call of the IDS API can meet. */
const IDS_CODES = new Set([
  'access-key-unknown',
  'access-key-expired',
  'access-key-revoked',
  'ids-suspended',
  'terminal-unknown',
  'item-unknown',
  'bank-card-number-refused',
  'session-ended',
  'cross-site-request',
]);
/** Codes of the catalogue of transactions that only recipients meet. */
const RECIPIENT_CODES = new Set(['own-transaction-unknown']);

/** Every code of every catalogue, each once. */
export function listCatalogueCodes(): [string, ErrorCatalogue[string]][] {
  return Object.entries(mergeCatalogues([httpErrors, ...ERROR_CATALOGUES]));
}

function isOfIds(code: string): boolean {
  if (IDS_CODES.has(code)) return true;
  return (code in httpErrors || code in transactionErrors) && !RECIPIENT_CODES.has(code);
}

function codeTable(entries: [string, ErrorCatalogue[string]][]): string {
  const rows = entries.map(
    ([code, { status, when, en }]) =>
      `| \`${code}\` | ${status} | ${cell(when.replace(/^When /, '… '))} | ${cell(en)} |`,
  );
  return ['| code | HTTP | when | what to do |', '|---|---|---|---|', ...rows].join('\n');
}

function lintTable(): string {
  const rows = Object.entries(LINT_RULES).map(
    ([code, { severity, when, en }]) =>
      `| \`${code}\` | ${severity} | ${cell(when.replace(/^When /, '… '))} | ${cell(en)} |`,
  );
  return ['| code | severity | when | what to do |', '|---|---|---|---|', ...rows].join('\n');
}

/** Every command that does something, with its arguments and options. */
async function commandTable(): Promise<string> {
  const rows = commandsIn(await makeProgram(), '').map(({ name, command }) => {
    const options = command.options.map(
      ({ flags, description }) => `<br>\`${flags}\`: ${description}`,
    );
    return `| \`${cell(name)}\` | ${cell([command.description(), ...options].join(''))} |`;
  });
  return ['| command | what it does |', '|---|---|', ...rows].join('\n');
}

function commandsIn(command: Command, above: string): { name: string; command: Command }[] {
  const name = `${above}${command.name()}`;
  if (command.commands.length > 0) {
    return command.commands.flatMap((one) => commandsIn(one, `${name} `));
  }
  const given = command.registeredArguments.map((argument) => {
    const written = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? ` <${written}>` : ` [${written}]`;
  });
  return [{ name: `${name}${given.join('')}`, command }];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A document with its quotations renewed. */
export interface Reference {
  path: string;
  written: string;
  renewed: string;
}

export async function renewReferences(): Promise<Reference[]> {
  const codes = listCatalogueCodes();
  const idsApi = readFileSync(join(ROOT, IDS_API), 'utf8');
  const errorCodes = readFileSync(join(ROOT, ERROR_CODES), 'utf8');
  const reliefLint = readFileSync(join(ROOT, RELIEF_LINT), 'utf8');
  const commands = readFileSync(join(ROOT, COMMANDS), 'utf8');
  const registers = readFileSync(join(ROOT, REGISTERS), 'utf8');
  const ofIds = codes.filter(([code]) => isOfIds(code));
  return [
    {
      path: IDS_API,
      written: idsApi,
      renewed: renewTable(renewExamples(idsApi, listIdsCalls()), codeTable(ofIds)),
    },
    { path: ERROR_CODES, written: errorCodes, renewed: renewTable(errorCodes, codeTable(codes)) },
    { path: RELIEF_LINT, written: reliefLint, renewed: renewTable(reliefLint, lintTable()) },
    { path: COMMANDS, written: commands, renewed: renewTable(commands, await commandTable()) },
    { path: REGISTERS, written: registers, renewed: renewTable(registers, registersPage()) },
  ];
}

function renewTable(text: string, table: string): string {
  return text.replace(
    /<!-- codes -->[\s\S]*?<!-- end of codes -->/,
    () => `<!-- codes -->\n${table}\n<!-- end of codes -->`,
  );
}

/** Blocks are opened by what they quote: "json request POST /ids/v1/identify". */
function renewExamples(text: string, calls: readonly IdsCall[]): string {
  return text.replace(
    /```json (request|answer) (.+)\n[\s\S]*?```/g,
    (_whole, which: 'request' | 'answer', name: string) => {
      const example = calls.find((call) => call.name === name)?.[which];
      if (example === undefined) throw new Error(`There is no example of the ${which} of ${name}.`);
      return `\`\`\`json ${which} ${name}\n${printJson(example)}\n\`\`\``;
    },
  );
}

const COLUMNS = 100;

/** JSON with what fits on a line on one line. */
function printJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  if (indent.length + flat.length <= COLUMNS || value === null || typeof value !== 'object') {
    return flat;
  }
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const rows = value.map((one) => `${deeper}${printJson(one, deeper)}`);
    return `[\n${rows.join(',\n')}\n${indent}]`;
  }
  const rows = Object.entries(value).map(
    ([name, one]) => `${deeper}${JSON.stringify(name)}: ${printJson(one, deeper)}`,
  );
  return `{\n${rows.join(',\n')}\n${indent}}`;
}

if (import.meta.main) {
  for (const { path, written, renewed } of await renewReferences()) {
    if (renewed !== written) writeFileSync(join(ROOT, path), renewed);
    console.log(`${path}: ${renewed === written ? 'stands as it was' : 'written'}`);
  }
}
