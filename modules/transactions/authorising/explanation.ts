import type { Cents } from '../../../platform/money/money.ts';
import type { LineReason, Occasion, Optimality } from '../../reliefs/calculation.ts';

/** Why a transaction came to what it did, as it is kept with it. Names are looked up when it is read. */
export interface Explanation {
  occasion: Occasion;
  candidates: {
    entitlementId: string;
    reliefId: string;
    instructionId: string;
    version: number;
    grantorId: string;
    agreementReliefId: string | null;
    quotasLeft: readonly number[];
    budgetLeftCents: Cents | null;
  }[];
  reasons: LineReason[];
  /** Absent in transactions that were kept before it was. */
  optimality?: Optimality;
}
