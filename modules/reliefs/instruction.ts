import { z } from 'zod';
import { DayText } from '../../platform/clock/day-text.ts';
import { Euros, Percent } from './benefits/amounts.ts';
import { Give } from './benefits/give.ts';
import { Condition } from './condition.ts';
import { CapitalCode, Code } from './instruction/codes.ts';
import { Budget, Quota } from './instruction/quota.ts';
import { When } from './instruction/when.ts';

export const Texts = z.strictObject({ lv: z.string().min(1), en: z.string().min(1) });
const Place = z.int().min(1).max(1000);

export const RELIEF_KINDS = [
  'grant',
  'compensation',
  'discount',
  'benefit',
  'other-payment',
] as const;

export const Benefit = z.strictObject({
  /** By which quotas name it; several benefits may have one name. */
  name: Code.optional(),
  /** A further condition on the person. */
  who: Condition.optional(),
  /** For whom the line is bought; the companion travels or enters by right of the recipient. */
  whose: z.enum(['recipient', 'companion']).default('recipient'),
  /** Goods and service classes, with their narrower ones. */
  on: z.array(Code).min(1),
  except: z.array(Code).min(1).optional(),
  when: When.optional(),
  give: Give,
  /** Which of the fitting units of the basket, counted from the dearest; both bounds are included. */
  units: z.strictObject({ from: Place.optional(), to: Place.optional() }).optional(),
  /** At most so many units in one transaction. */
  unitsPerTransaction: z.int().min(1).optional(),
});
export type Benefit = z.output<typeof Benefit>;

/** The organisation that pays: named, or the municipality in which a fact of the person lies. */
export const Grantor = z.union([Code, z.strictObject({ municipalityOf: Code })]);
export type Grantor = z.output<typeof Grantor>;

/** One grantor's part: a fixed amount of each unit at most, a percentage of the whole, or the rest. */
export const Share = z.union([
  z.strictObject({ grantor: Grantor, amount: Euros }),
  z.strictObject({ grantor: Grantor, percent: Percent }),
  z.strictObject({ grantor: Grantor, rest: z.literal(true) }),
]);
export type Share = z.output<typeof Share>;

/** Amounts that hold for one unit, for one line, for one transaction: any of them. */
const Bounds = z.strictObject({
  unit: Euros.optional(),
  line: Euros.optional(),
  transaction: Euros.optional(),
});
export type Bounds = z.output<typeof Bounds>;

/** Reliefs that exclude each other, where, and which of them remains. */
export const Exclusion = z.strictObject({
  group: Code,
  per: z.enum(['line', 'transaction']).optional(),
  by: z.enum(['best', 'priority']).optional(),
});
export type Exclusion = z.output<typeof Exclusion>;

/** The smaller number comes first. A plain number is that of the law; the grantor's decides next. */
export const Priority = z.union([Place, z.strictObject({ law: Place, grantor: Place })]);
export type Priority = z.output<typeof Priority>;

/** One dated version of the conditions and the calculation. Half-open: `to` is the first day without it. */
export const Instruction = z.strictObject({
  from: DayText,
  to: DayText.optional(),
  /** What this version rests on, when it differs from the relief's act. */
  act: z.string().optional(),
  who: Condition,
  /**
   * What an unknown verdict of `who` means: the relief is refused, given provisionally, or refused
   * while the recipient is told which facts are missing.
   */
  unknown: z.enum(['refuse', 'provisional', 'ask']).default('refuse'),
  /** Kinds of means that are accepted; any when not stated. */
  means: z.array(Code).min(1).optional(),
  benefits: z.array(Benefit).min(1),
  /** Of several benefits on one line: the best for the recipient, or all, each on the rest. */
  choose: z.enum(['best', 'all']).default('best'),
  quotas: z.array(Quota).default([]),
  budget: Budget.optional(),
  /** What a refund does to quota and budget: they are given back when not stated. */
  refund: z.enum(['give-back', 'keep-used']).optional(),
  /**
   * What becomes of uses on past days on which it turns out that the relief was not due: they stay as
   * they are, when nothing is said, or an official of the grantor reviews them.
   */
  retroactive: z.enum(['keep', 'review']).optional(),
  /** Who pays which part; the relief's grantor pays all when not stated. */
  shares: z.array(Share).min(2).optional(),
  /** `afterwards`: the recipient pays the whole price and the grantor compensates the recipient. */
  paid: z.enum(['at-once', 'afterwards']).default('at-once'),
  /** Of what is paid afterwards: it is due only when a proof of purchase came with the confirm. */
  onProof: z.literal(true).optional(),
  /** Where reliefs exclude each other or apply one after another, the smaller number comes first. */
  priority: Priority.default(100),
  /** Of the reliefs of one group only the best applies to a line: a short `exclusion`. */
  exclusionGroup: Code.optional(),
  exclusion: Exclusion.optional(),
  /** On what earlier reliefs left to pay; or on the full price, and never more than what they left. */
  stack: z.enum(['rest', 'full-price']).optional(),
  /** What the relief gives at most, all its benefits together. */
  atMost: Bounds.optional(),
  /** What the relief leaves to pay at least. */
  leaves: Bounds.optional(),
});
export type Instruction = z.output<typeof Instruction>;

/** A relief as its file in `reliefs/` states it. */
export const Relief = z.strictObject({
  code: CapitalCode,
  kind: z.enum(RELIEF_KINDS),
  name: Texts,
  /** What a receipt and a cashier may show: neutral, without the recipient's category. */
  label: Texts,
  /** Concepts of the scheme recipient-categories. */
  categories: z.array(Code).min(1),
  grantor: Grantor,
  act: z.string().min(1),
  source: z.string().min(1),
  /** True when amounts are made up, because no source gives them. */
  illustrative: z.boolean().default(false),
  /** What the source leaves open, and how it is decided here. */
  assumptions: z.array(z.string()).default([]),
  versions: z.array(Instruction).min(1),
});
export type Relief = z.output<typeof Relief>;
