import { InvalidArgumentError } from 'commander';

/** One version of a data set, as an argument names it. */
export interface VersionName {
  code: string;
  version: number;
}

/** Reads `izm-documents@1`. */
export function readName(text: string): VersionName {
  const [, code, version] = /^([a-z0-9_-]+)@(\d{1,3})$/.exec(text) ?? [];
  if (!code || !version) throw new InvalidArgumentError('Write it as izm-documents@1.');
  return { code, version: Number(version) };
}

/** How many, on a command line. */
export function readCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Say a whole number.');
  return Number(text);
}
