import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getVersion } from '../data-sets/get-version.ts';
import { demandSystem, mayServe } from '../permitted.ts';
import { stateOf, type Version, type VersionName } from '../version.ts';
import { fillRows } from './fill-rows.ts';
import { readableFields } from './granted-fields.ts';
import { permissionState } from './permission.ts';
import { type PermittedReading, selectPermitted } from './sql/select-permitted.ts';
import { makeView, type View, wholeView } from './view.ts';

/** What is read, and by which permission: none when it is the institution's own. */
export interface ReadingName extends VersionName {
  permission?: string | undefined;
}

/** A version of a data set as somebody may read it. */
export interface Reading {
  version: Version;
  view: View;
  /** By which permission; absent for the source and the operator. */
  permission?: Pick<
    PermittedReading,
    'id' | 'number' | 'priceCents' | 'quotaPeriod' | 'validUntil'
  >;
}

/**
 * Opens a version to whoever reads it, in whatever way: the source sees all of it, others what their
 * permission lets through. Refuses with `data-set-unknown`, `data-set-not-permitted` (without a
 * permission, and with one that is none of theirs or for something else), `permission-not-in-force`,
 * `data-set-retired`, and `data-set-virtual` for ways that read kept records alone.
 *
 * @param virtual who reads knows how to read the sources of a virtual data set
 */
export async function openReading(
  context: Context,
  name: ReadingName,
  { virtual = false }: { virtual?: boolean } = {},
): Promise<Reading> {
  demandSystem(context);
  const version = await getVersion(context, name);
  if (mayServe(context, version.organisationId)) {
    demandReadable(context, version, virtual);
    return { version, view: wholeView(version.definition) };
  }
  const permission = await findPermitted(context, name);
  if (!permission) throw new Refusal('data-set-not-permitted');
  demandInForce(context, permission);
  demandReadable(context, version, virtual);
  return { version, view: viewOf(version, permission), permission };
}

/**
 * To be asked before each further page and piece of what is read longer: whether the permission still
 * allows it. Refuses like `openReading`, and with `data-set-changed` when it now shows something else.
 */
export async function demandStillOpen(context: Context, reading: Reading): Promise<void> {
  const { version, permission } = reading;
  if (!permission) return;
  const name = { code: version.code, version: version.version, permission: permission.number };
  const now = await openReading(context, name, { virtual: true });
  if (shapeOf(now) !== shapeOf(reading)) throw new Refusal('data-set-changed');
}

function shapeOf({ view: { definition, rows } }: Reading): string {
  return JSON.stringify([definition.fields, rows]);
}

async function findPermitted(
  context: Context,
  { code, version, permission: number }: ReadingName,
): Promise<PermittedReading | undefined> {
  const { actor } = context;
  if (number === undefined || actor.kind !== 'information-system') return undefined;
  const asked = { number, holderId: actor.organisationId, code, version };
  return await selectPermitted(context.db, asked);
}

function demandInForce({ clock }: Context, permission: PermittedReading): void {
  const state = permissionState(permission, clock.now());
  if (state !== 'granted') throw new Refusal('permission-not-in-force', { state });
}

function demandReadable({ clock }: Context, version: Version, virtual: boolean): void {
  if (stateOf(version, clock.now()) === 'retired') throw new Refusal('data-set-retired');
  if (version.definition.sources && !virtual) throw new Refusal('data-set-virtual');
}

function viewOf({ definition }: Version, { granted, rows, holder }: PermittedReading): View {
  if (!granted) throw new Error('A permission in force says nothing of its fields.');
  return makeView(definition, {
    fields: readableFields(definition.fields, granted),
    rows: fillRows(rows, holder),
  });
}
