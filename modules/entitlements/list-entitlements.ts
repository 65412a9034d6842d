import { askingPerson } from '../../platform/asking.ts';
import { type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';
import {
  type CatalogueReader,
  type CatalogueRelief,
  type CodeNames,
  instructionSentences,
  makeCatalogueReader,
  type Reason,
  reasonOf,
} from '../reliefs/index.ts';
import { makeNamesReader } from './names-reader.ts';
import { type HeldRow, selectHeldEntitlements } from './sql/select-held-entitlements.ts';

/** A relief that the asking person has today, as the person reads it. */
interface HeldEntitlement {
  id: string;
  relief: { code: string; name: LocalizedText; kind: string; act: string };
  grantor: LocalizedText;
  from: Day;
  /** The first day without it. */
  to: Day | null;
  /** Given although not everything is known yet. */
  provisional: boolean;
  /** How much and on what, of those benefits that are for this person. */
  benefits: LocalizedText[];
  /** How often, and on what terms. */
  terms: LocalizedText[];
  why: Reason;
}

const BY_DECISION = { lv: 'Piešķirts ar devēja lēmumu', en: 'Granted by decision of its grantor' };

/** What the asking person has today, in the order of codes. */
export type EntitlementLister = (context: Context) => Promise<HeldEntitlement[]>;

/**
 * Makes the reader of a person's own entitlements, with a memory of its own for the catalogue (5 s)
 * and for what codes are called (a minute). A server has one.
 */
export function makeEntitlementLister(): EntitlementLister {
  const readCatalogue: CatalogueReader = makeCatalogueReader();
  const readNames = makeNamesReader();
  return async (context) => {
    const personId = askingPerson(context);
    const { clock, db } = context;
    const day = rigaDay(clock.now());
    const rows = await selectHeldEntitlements(db, { personId, day });
    if (rows.length === 0) return [];
    const catalogue = await readCatalogue(context);
    const names = await readNames(context);
    return rows
      .flatMap((row) => {
        const { reasonEncrypted } = row;
        const decision = reasonEncrypted && context.keys.decrypt(reasonEncrypted);
        return describe(row, { catalogue, names, decision }) ?? [];
      })
      .sort((a, b) => (a.relief.code < b.relief.code ? -1 : 1));
  };
}

interface Known {
  catalogue: readonly CatalogueRelief[];
  names: CodeNames;
  /** Why it was granted, in words, when it was. */
  decision: string | null;
}

function describe(
  row: HeldRow,
  { catalogue, names, decision }: Known,
): HeldEntitlement | undefined {
  const relief = catalogue.find(({ reliefId }) => reliefId === row.reliefId);
  const version = relief?.versions.find((one) => one.instructionId === row.instructionId);
  if (!relief || !version) return undefined;
  const lv = instructionSentences(version.instruction, names, 'lv');
  const en = instructionSentences(version.instruction, names, 'en');
  return {
    id: row.id,
    relief: {
      code: relief.code,
      name: relief.name,
      kind: relief.kind,
      act: version.instruction.act ?? relief.act,
    },
    grantor: { lv: row.grantorLv, en: row.grantorEn },
    from: row.from,
    to: row.to,
    provisional: row.provisional,
    benefits: row.benefits.map((position) => ({
      lv: lv.benefits[position] ?? '',
      en: en.benefits[position] ?? '',
    })),
    terms: paired([...lv.quotas, ...lv.terms], [...en.quotas, ...en.terms]),
    why: decision === null ? reasonOf(row.reason, names) : byDecision(decision),
  };
}

function byDecision(words: string): Reason {
  const { lv, en } = BY_DECISION;
  return { text: { lv: `${lv}: ${words}`, en: `${en}: ${words}` }, verdict: 'yes', parts: [] };
}

function paired(lv: readonly string[], en: readonly string[]): LocalizedText[] {
  return lv.map((text, position) => ({ lv: text, en: en[position] ?? '' }));
}
