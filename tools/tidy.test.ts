import { readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import {
  importsOf,
  isTest,
  listPaths,
  listSources,
  ROOT,
  readSource,
  type SourceFile,
} from './tree.ts';

/** The house rules that a machine can check. Each exception stands here, with its reason. */
const sources = listSources();
const paths = listPaths();

const LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const COLUMNS_MAX = 120;
const FOLDER_FILES_MAX = 24;
const FOLDER_DEPTH_MAX = 4;

/** Arrows go down: a folder may import only what stands below it. */
const FLOORS: string[][] = [
  ['apps/server', 'bench'],
  ['apps/web', 'apps/simulator', 'apps/terminal', 'apps/connector'],
  ['sdk'],
  ['modules/transactions'],
  ['modules/entitlements', 'modules/means', 'modules/providers'],
  ['modules/reliefs'],
  ['modules/registers'],
  ['modules/exchange'],
  ['modules/identity'],
  ['modules/persons'],
  ['modules/classifiers'],
  ['platform'],
];

/** A data set is a word of the glossary; `data` alone is none. */
const FORBIDDEN_NAMES =
  /(^|[/.-])(utils?|helpers?|common|misc|manager|data(?!-set)|info|handler|process|stuff)([/.-]|$)/;

/** Files longer than the limit, with the reason. The list may only shrink. */
const LONG_FILES: Record<string, string> = {};

/** Files of `sql/` with several statements, with the reason. The list may only shrink. */
const SEVERAL_STATEMENTS: Record<string, string> = {
  'modules/identity/sql/terminal-row.ts': 'the row that two statements share',
  'modules/transactions/sql/read-transactions.ts': 'one shape, found by three keys',
  'modules/transactions/sql/reconcile.ts': 'one day, counted, listed and kept',
  'platform/audit/sql/blocks.ts': 'the table of the chain',
  'platform/audit/sql/records.ts': 'the table of the records',
};

/** Words of the glossary's "do not use" that fit no other meaning here. */
const FORBIDDEN_WORDS = new RegExp(
  [
    'beneficiar|redeem|redemption|voucher|vendor|seller|customer|sponsor|cohort|payout|tenant|dashboard',
    '\\b(promo\\w*|perks?|sku|citizens?|carts?|ssn)\\b',
  ].join('|'),
  'i',
);

/** Folders with more files than the limit, with the reason. The list may only shrink. */
const FULL_FOLDERS: Record<string, string> = {
  migrations: 'one file for each step of the schema, which never change',
  reliefs: 'one file for each relief',
  'reliefs/cases': 'one case table for each relief',
  'reliefs/examples': 'one file for each programme',
  'reliefs/examples/cases': 'one case table for each programme',
  'docs/reliefs': 'one generated page for each relief',
  'docs/decisions': 'one file for each decision',
};

function floorOf(path: string): number {
  return FLOORS.findIndex((floor) => floor.some((folder) => path.startsWith(`${folder}/`)));
}

function offending(list: SourceFile[], found: (source: SourceFile) => string[]): string[] {
  return list.flatMap((source) => found(source).map((what) => `${source.path}: ${what}`));
}

test('imports go down the floors', () => {
  const upward = offending(
    sources.filter((source) => !isTest(source.path)),
    (source) => {
      const own = floorOf(source.path);
      return importsOf(source).filter((target) => {
        const other = floorOf(target);
        return own !== -1 && other !== -1 && other < own;
      });
    },
  );
  expect(upward).toEqual([]);
});

test('a module is entered by its door, or by its pure files from the browser', () => {
  const around = offending(
    sources.filter((source) => !isTest(source.path)),
    (source) => {
      const own = moduleOf(source.path);
      return importsOf(source).filter((target) => {
        const other = moduleOf(target);
        if (!other || other === own || target === `modules/${other}/index.ts`) return false;
        return !isPure(target);
      });
    },
  );
  expect(around).toEqual([]);
});

test('no two files import each other, types included', () => {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source)]));
  expect([...imports.keys()].filter((path) => reaches(path, path, imports))).toEqual([]);
});

/** Whether a file comes, by one import or more, to another. */
function reaches(from: string, to: string, imports: ReadonlyMap<string, string[]>): boolean {
  const seen = new Set<string>();
  const next = [...(imports.get(from) ?? [])];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (path === to) return true;
    if (seen.has(path)) continue;
    seen.add(path);
    next.push(...(imports.get(path) ?? []));
  }
  return false;
}

test('a file of one statement is named for what it exports', () => {
  const misnamed = sources
    .filter(({ path }) => path.includes('/sql/') && !(path in SEVERAL_STATEMENTS))
    .filter(({ path, text }) => {
      const name = basename(path, '.ts').replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
      return !new RegExp(`export (async )?function ${name}\\b`).test(text);
    })
    .map(({ path }) => path);
  expect(misnamed).toEqual([]);
});

function moduleOf(path: string): string | undefined {
  return /^modules\/([^/]+)\//.exec(path)?.[1];
}

/** A file that, with all it imports, reaches no database and no Node API. */
function isPure(path: string, seen = new Set<string>()): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  if (!path.endsWith('.ts')) return path.endsWith('.json');
  const source = readSource(path);
  if (/from '(node:|pg|fastify|pino)/.test(source.text)) return false;
  return importsOf(source).every((target) => isPure(target, seen));
}

test('no file is too long', () => {
  const long = sources.filter((source) => source.lines.length > LINES_MAX).map(({ path }) => path);
  expect(long.sort()).toEqual(Object.keys(LONG_FILES).sort());
});

test('no line is too wide', () => {
  const wide = offending(sources, (source) =>
    source.lines.flatMap((line, index) =>
      line.length > COLUMNS_MAX && !/^\s*['"`{].*['"`},]+$|\b(lv|en|when|text|test|it)\b/.test(line)
        ? [`line ${index + 1}`]
        : [],
    ),
  );
  expect(wide).toEqual([]);
});

test('no function is too long', () => {
  const long = offending(
    sources.filter((source) => !isTest(source.path)),
    (source) =>
      functionsOf(source)
        .filter((found) => found.lines > FUNCTION_LINES_MAX)
        .map((found) => `${found.name} has ${found.lines} lines`),
  );
  expect(long).toEqual([]);
});

/** Top-level functions: from their first line to the closing brace in the first column. */
function functionsOf(source: SourceFile): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  for (let index = 0; index < source.lines.length; index++) {
    const name = /^(?:export )?(?:default )?(?:async )?function\*? (\w+)/.exec(
      source.lines[index] ?? '',
    )?.[1];
    if (!name) continue;
    const end = source.lines.findIndex((line, at) => at > index && line === '}');
    if (end !== -1) found.push({ name, lines: end - index + 1 });
  }
  return found;
}

test('names say what a thing is', () => {
  const unnamed = paths.filter((path) => FORBIDDEN_NAMES.test(path.replace(/\.[a-z]+$/, '')));
  expect(unnamed).toEqual([]);
  const uncased = paths.filter(
    (path) =>
      /^(modules|platform|sdk|apps\/server|bench|tools|reliefs)\//.test(path) &&
      !/^[a-z0-9./-]+$/.test(path) &&
      !path.endsWith('README.md'),
  );
  expect(uncased).toEqual([]);
});

test('words are those of the glossary', () => {
  const foreign = offending(
    sources.filter((source) => source.path !== 'tools/tidy.test.ts'),
    (source) =>
      source.lines.flatMap((line, index) => {
        const word = FORBIDDEN_WORDS.exec(line);
        return word ? [`line ${index + 1} has ${word[0]}`] : [];
      }),
  );
  expect(foreign).toEqual([]);
});

test('folders are small and shallow', () => {
  const files = new Map<string, number>();
  for (const path of paths) {
    if (isTest(path)) continue;
    files.set(dirname(path), (files.get(dirname(path)) ?? 0) + 1);
  }
  const full = [...files].filter(([, count]) => count > FOLDER_FILES_MAX).map(([folder]) => folder);
  expect(full.filter((folder) => !(folder in FULL_FOLDERS)).sort()).toEqual([]);
  const deep = [...files.keys()].filter((folder) => folder.split('/').length > FOLDER_DEPTH_MAX);
  expect(deep).toEqual([]);
});

test('no suppressed rule, no leftover mark, no hidden clock', () => {
  const left = offending(
    sources.filter((source) => source.path !== 'tools/tidy.test.ts'),
    (source) =>
      source.lines.flatMap((line, index) => {
        const banned =
          /biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|\b(TODO|FIXME|XXX)\b|\.only\(/.exec(
            line,
          );
        return banned ? [`line ${index + 1} has ${banned[0]}`] : [];
      }),
  );
  expect(left).toEqual([]);
  const clocks = offending(
    sources.filter((source) => source.path.startsWith('modules/') && !isTest(source.path)),
    (source) =>
      /new Date\(\)|Date\.now\(\)|performance\b/.test(source.text)
        ? ['reads the clock itself']
        : [],
  );
  expect(clocks).toEqual([]);
});

test('the project speaks of itself alone', () => {
  const words =
    /\.\.\/shared\b|\/work\/main|\/tmp\/brief|\bsubagents?\b|registry\.npmjs|deb\.debian/;
  const told = paths
    .filter((path) => /\.(ts|tsx|js|md|yaml|yml|sql|json|css|html|sh)$/.test(path))
    .filter((path) => path !== 'tools/tidy.test.ts' && path !== 'package-lock.json')
    .filter((path) => words.test(readFileSync(join(ROOT, path), 'utf8')));
  expect(told).toEqual([]);
});

test('links in documents lead somewhere', () => {
  const dead = paths
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8').replace(/```[\s\S]*?```/g, '');
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !/^(https?:|mailto:|#|\/)/.test(target))
        .map((target) => normalize(join(dirname(path), target.split('#')[0] ?? '')))
        .filter(
          (target) =>
            !paths.some((p) => p === target || p.startsWith(`${target.replace(/\/$/, '')}/`)),
        )
        .map((target) => `${path} → ${target}`);
    });
  expect(dead).toEqual([]);
});

test('decisions are short, numbered and say what was turned down', () => {
  const decisions = paths.filter((path) => path.startsWith('docs/decisions/'));
  const numbers = decisions.map((path) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(numbers.length);
  decisions.forEach((path) => {
    const source = readSource(path);
    expect(source.lines.length, path).toBeLessThanOrEqual(41);
    expect(source.text, path).toContain('## Turned down');
  });
});

test('every module has a door and a page', () => {
  const modules = new Set(paths.map(moduleOf).filter((name) => name !== undefined));
  for (const name of modules) {
    expect(paths).toContain(`modules/${name}/index.ts`);
    expect(paths).toContain(`modules/${name}/README.md`);
    expect(readSource(`modules/${name}/README.md`).lines.length, name).toBeLessThanOrEqual(41);
  }
});
