import type { Day } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { Database } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';
import { type Classifiers, readClassifiers } from '../classifiers/index.ts';
import { readCatalogue } from '../reliefs/index.ts';
import { type CatalogueEntry, catalogueEntries, instructionAsks } from './catalogue-entry.ts';
import { listGrantorNames } from './sql/list-grantor-names.ts';
import type { InstructionAsks } from './sql/read-for-authorisation.ts';
import {
  type AgreedRelief,
  type ProviderRow,
  type ReferenceItem,
  type ReferenceTerminal,
  readProviderReference,
} from './sql/read-provider-reference.ts';

/** What one IDS may use: its terminals, its provider's goods and agreements. */
export interface ProviderReference {
  idsId: string;
  providerId: string;
  authorisationTtlMs: number;
  terminals: ReadonlyMap<string, ReferenceTerminal>;
  items: ReadonlyMap<string, ReferenceItem>;
  agreedReliefs: readonly AgreedRelief[];
}

/** What all transactions share: instructions, classifiers, names of grantors. */
export interface Catalogue {
  instructions: ReadonlyMap<string, CatalogueEntry>;
  byRelief: ReadonlyMap<string, readonly CatalogueEntry[]>;
  grantorNames: ReadonlyMap<string, LocalizedText>;
  classifiers: Classifiers;
  asks: InstructionAsks;
  /** A class with all its broader classes, itself first. */
  broader(concept: string): readonly string[];
  /** A territory with all its broader ones, itself first. */
  territories(code: string): readonly string[];
}

/**
 * How old reference data may be: a terminal that is suspended, or an agreement that is ended at
 * once, is still used for so long. Days (an agreement that ended yesterday) are exact.
 */
const REFERENCE_AGE_MAX_MS = 5_000;
const PROVIDERS_MAX = 5_000;
const GOODS_AND_SERVICES = 'goods-and-services';
const TERRITORIES = 'territories';

interface Kept<T> {
  value: Promise<T>;
  readAtMs: number;
}

interface References {
  catalogue: Kept<Catalogue> | undefined;
  providers: Map<string, Kept<ProviderReference>>;
}

const references = new WeakMap<Database, References>();

/** The reference data of an IDS, read at most every five seconds. */
export async function getProviderReference(
  context: Context,
  idsId: string,
): Promise<ProviderReference> {
  const { providers } = referencesOf(context.db);
  const kept = providers.get(idsId);
  if (kept && isFresh(kept, context)) return await kept.value;
  if (providers.size >= PROVIDERS_MAX) providers.clear();
  const next = keep(context, readProvider(context, idsId), () => providers.delete(idsId));
  providers.set(idsId, next);
  return await next.value;
}

/** Instructions, classifiers and names, read at most every five seconds. */
export async function getCatalogue(context: Context): Promise<Catalogue> {
  const kept = referencesOf(context.db);
  if (kept.catalogue && isFresh(kept.catalogue, context)) return await kept.catalogue.value;
  kept.catalogue = keep(context, readWholeCatalogue(context), () => {
    kept.catalogue = undefined;
  });
  return await kept.catalogue.value;
}

/** Makes the next request read again: for what was changed by this very process. */
export function forgetReferences(context: Context): void {
  references.delete(context.db);
}

function referencesOf(db: Database): References {
  let found = references.get(db);
  if (!found) {
    found = { catalogue: undefined, providers: new Map() };
    references.set(db, found);
  }
  return found;
}

function keep<T>({ clock }: Context, value: Promise<T>, forget: () => void): Kept<T> {
  // What failed is not kept: the next request reads again.
  value.catch(forget);
  return { value, readAtMs: clock.now().getTime() };
}

function isFresh(kept: Kept<unknown>, { clock }: Context): boolean {
  return Math.abs(clock.now().getTime() - kept.readAtMs) < REFERENCE_AGE_MAX_MS;
}

async function readProvider(context: Context, idsId: string): Promise<ProviderReference> {
  const row: ProviderRow | undefined = await readProviderReference(context.db, idsId);
  if (!row) throw new Refusal('terminal-unknown');
  return {
    idsId,
    providerId: row.providerId,
    authorisationTtlMs: row.authorisationTtlMs,
    terminals: new Map(row.terminals.map((terminal) => [terminal.code, terminal])),
    items: new Map(row.items.map((item) => [item.code, item])),
    agreedReliefs: row.agreedReliefs,
  };
}

async function readWholeCatalogue(context: Context): Promise<Catalogue> {
  const [reliefs, grantors, classifiers] = await Promise.all([
    readCatalogue(context),
    listGrantorNames(context.db),
    readClassifiers(context),
  ]);
  const entries = catalogueEntries(reliefs);
  return {
    instructions: new Map(entries.map((entry) => [entry.instructionId, entry])),
    byRelief: Map.groupBy(entries, ({ reliefId }) => reliefId),
    grantorNames: new Map(grantors.map(({ id, lv, en }) => [id, { lv, en }])),
    classifiers,
    asks: instructionAsks(entries),
    broader: lineageIn(classifiers, GOODS_AND_SERVICES),
    territories: lineageIn(classifiers, TERRITORIES),
  };
}

function lineageIn(classifiers: Classifiers, scheme: string) {
  const lineages = new Map<string, readonly string[]>();
  return (concept: string) => {
    let lineage = lineages.get(concept);
    if (!lineage) {
      lineage = [concept, ...classifiers.broader(scheme, concept)];
      lineages.set(concept, lineage);
    }
    return lineage;
  };
}

/** The grantor's name for an answer; a grantor that is none any more keeps a neutral one. */
export function grantorName(catalogue: Catalogue, id: string): LocalizedText {
  return catalogue.grantorNames.get(id) ?? { lv: 'Atvieglojuma devējs', en: 'Grantor' };
}

/** The agreement by which a provider applies a grantor's relief on a day. */
export function findAgreed(
  provider: ProviderReference,
  asked: { reliefId: string; grantorId: string; day: Day },
): AgreedRelief | undefined {
  return provider.agreedReliefs.find(
    (agreed) =>
      agreed.reliefId === asked.reliefId &&
      agreed.grantorId === asked.grantorId &&
      isInForce(agreed, asked.day),
  );
}

export function isInForce(agreed: AgreedRelief, day: Day): boolean {
  return agreed.from <= day && (agreed.to === null || day < agreed.to);
}

/** Where a terminal stands. */
export interface Place {
  /** The point of service, its territory and the broader ones. */
  codes: readonly string[];
  /** '' when it lies in none. */
  municipality: string;
}

/** Where the terminal stands that a request names; nowhere when there is none. */
export function placeOf(provider: ProviderReference, catalogue: Catalogue, code: string): Place {
  const terminal = provider.terminals.get(code);
  if (!terminal) return { codes: [], municipality: '' };
  const territories = catalogue.territories(terminal.territory);
  return {
    codes: [terminal.pointOfServiceCode, ...territories],
    municipality: territories.at(-1) ?? '',
  };
}
