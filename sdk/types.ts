/**
 * Requests and answers of the IDS API, version 1. Money is integer euro cents with tax, instants are
 * ISO 8601 with a zone, days are those of Europe/Riga. A test keeps these equal to the server's.
 */
export interface Text {
  lv: string;
  en: string;
}

export type Whose = 'recipient' | 'companion';
export type TransactionState = 'authorised' | 'confirmed' | 'cancelled' | 'expired' | 'refunded';

export interface Means {
  /** What was read: number of a card, one-time code, reference of the acquirer. */
  value: string;
}

export interface Proof {
  kind: 'receipt' | 'numbered-receipt' | 'ticket';
  number: string;
}

export interface BasketLine {
  /** Unique in the basket. */
  line: string;
  /** Code of an item of the provider's own catalogue. */
  item: string;
  quantity: number;
  /** Price of one unit; the catalogue's when not stated. */
  unitPriceCents?: number | undefined;
  whose?: Whose | undefined;
}

export interface IdentifyRequest {
  terminal: string;
  terminalAt: string;
  means: Means;
}

export interface AuthoriseRequest extends IdentifyRequest {
  /** Your own id of the transaction: keep it before sending, and send the same again. */
  transactionId: string;
  lines: BasketLine[];
  /** Reliefs, by the ids of your agreement, that the answer must account for. */
  asked?: string[] | undefined;
  spendPoints?: number | undefined;
  /** Codes of coupons that were shown. */
  coupons?: string[] | undefined;
  /** How many companions there are; when not stated, one if a line is bought for a companion. */
  companions?: number | undefined;
}

export interface OneStepRequest extends AuthoriseRequest {
  proof?: Proof | undefined;
}

export interface UnitsOfLine {
  line: string;
  quantity: number;
}

export interface ConfirmRequest {
  terminalAt: string;
  /** Lines of which fewer units were sold: what remains. */
  lines?: UnitsOfLine[] | undefined;
  proof?: Proof | undefined;
}

export interface CancelRequest {
  terminalAt: string;
}

export interface RefundRequest {
  /** Your own id of the refund, unique in the transaction. */
  refundId: string;
  terminalAt: string;
  /** Units to refund; all that is left when not stated. */
  lines?: UnitsOfLine[] | undefined;
}

export interface ListRequest {
  day?: string | undefined;
  from?: string | undefined;
  /** The first day that is not listed. */
  to?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface DailyTotalsRequest {
  day: string;
  confirmed: { count: number; priceCents: number; reliefCents: number };
  refunded: { count: number; reliefCents: number };
  transactions?: { transactionId: string; reliefCents: number }[] | undefined;
}

export interface AppliedRelief {
  /** The relief as your agreement names it. */
  relief: string;
  version: number;
  label: Text;
  paid: 'at-once' | 'afterwards';
  units: number;
  amountCents: number;
  grantors: { name: Text; amountCents: number }[];
}

export interface TransactionLine {
  line: string;
  item: string;
  whose: Whose;
  quantity: number;
  unitPriceCents: number;
  priceCents: number;
  reliefCents: number;
  recipientPaysCents: number;
  applied: AppliedRelief[];
}

export interface TransactionAnswer {
  transactionId: string;
  state: TransactionState;
  /** The day, by the terminal's time, that decides. */
  day: string;
  terminal: string;
  terminalAt: string;
  serverAt: string;
  expiresAt: string;
  priceCents: number;
  reliefCents: number;
  recipientPaysCents: number;
  /** Part of what the recipient pays that grantors compensate afterwards. */
  compensationCents: number;
  pointsSpent: number;
  pointsEarned: number;
  lines: TransactionLine[];
  notApplied: { relief: string; reason: string; sentence: Text }[];
}

export interface UnitsAnswer extends UnitsOfLine {
  priceCents: number;
  reliefCents: number;
  recipientPaysCents: number;
  compensationCents: number;
}

interface UnitsTotals {
  priceCents: number;
  reliefCents: number;
  recipientPaysCents: number;
  /** Part of what the recipient pays that grantors compensate afterwards. */
  compensationCents: number;
  lines: UnitsAnswer[];
}

export interface ConfirmAnswer extends UnitsTotals {
  transactionId: string;
  state: TransactionState;
  at: string;
  /** Confirmed after it had expired. */
  late: boolean;
  /** Compensation that was not booked, because it needs a proof of purchase and none came. */
  uncompensatedCents?: number | undefined;
  proof?: Proof | undefined;
}

export interface CancelAnswer {
  transactionId: string;
  state: TransactionState;
  at: string;
  /** False when the authorise never arrived: it will be refused if it still does. */
  known: boolean;
}

export interface RefundAnswer extends UnitsTotals {
  transactionId: string;
  refundId: string;
  state: TransactionState;
  at: string;
}

export interface TransactionAct extends UnitsTotals {
  kind: TransactionState;
  at: string;
  terminalAt: string | null;
  late: boolean;
  refundId?: string | undefined;
  /** Who did it at a terminal; absent: your system. */
  cashier?: { officialId: string; name: string } | undefined;
}

export interface TransactionDetails extends TransactionAnswer {
  acts: TransactionAct[];
  proof?: Proof | undefined;
}

export interface IdentifyAnswer {
  reliefs: { label: Text; grantor: Text; classes: string[] }[];
}

export interface TransactionRow {
  transactionId: string;
  state: TransactionState;
  day: string;
  terminal: string;
  serverAt: string;
  priceCents: number;
  reliefCents: number;
  confirmedReliefCents: number;
  refundedReliefCents: number;
}

export interface ListAnswer {
  transactions: TransactionRow[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

export interface DailyTotalsAnswer {
  day: string;
  agrees: boolean;
  counted: {
    confirmed: { count: number; priceCents: number; reliefCents: number };
    refunded: { count: number; reliefCents: number };
  };
  differences: {
    what: string;
    transactionId?: string | undefined;
    stated: number | null;
    counted: number | null;
  }[];
}

/** An item of the provider's own catalogue. */
export interface Item {
  code: string;
  class: string;
  name: Text;
  /** With tax; null when the price is stated in each basket. */
  unitPriceCents: number | null;
  taxBasisPoints: number;
}

export interface ItemsAnswer {
  items: Item[];
  next: string | null;
}

export interface Terminal {
  code: string;
  status: 'active' | 'suspended';
  pointOfService: { code: string; name: Text; territory: string };
}

export interface TerminalsAnswer {
  terminals: Terminal[];
  next: string | null;
}
