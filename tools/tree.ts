import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** The checked-out tree as the policy tests see it: files that git tracks, or would track. */
export const ROOT = join(import.meta.dirname, '..');

export interface SourceFile {
  /** Path from the root, with forward slashes. */
  path: string;
  text: string;
  lines: string[];
}

/** All files under version control, and new ones that are not ignored. */
export function listPaths(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\n').filter(Boolean))].filter((path) => readable(path));
}

function readable(path: string): boolean {
  try {
    readFileSync(join(ROOT, path), { flag: 'r' });
    return true;
  } catch {
    return false;
  }
}

export function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, lines: text.split('\n') };
}

/** Every TypeScript source, tests included. */
export function listSources(): SourceFile[] {
  return listPaths()
    .filter((path) => /\.(ts|tsx)$/.test(path))
    .map(readSource);
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|import\('([^']+)'\)|\n?import\s*'([^']+)'/g;

/** Paths from the root of the project's own files that a source imports. */
export function importsOf(source: SourceFile): string[] {
  const found: string[] = [];
  for (const match of source.text.matchAll(IMPORT)) {
    const target = match[1] ?? match[2] ?? match[3];
    if (!target?.startsWith('.')) continue;
    const absolute = normalize(join(ROOT, dirname(source.path), target));
    found.push(relative(ROOT, absolute).replaceAll('\\', '/'));
  }
  return found;
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)testing\//.test(path) || path.startsWith('tools/');
}
