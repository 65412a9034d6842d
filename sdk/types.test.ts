import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type * as Requests from '../modules/transactions/api.ts';
import type * as Answers from '../modules/transactions/api-answers.ts';
import type * as Sdk from './types.ts';

/** The client has types of its own, so that it holds no server code; here they are held to the server's. */
test('what the client sends is what the server takes', () => {
  expectTypeOf<Sdk.IdentifyRequest>().toExtend<z.input<typeof Requests.IdentifyRequest>>();
  expectTypeOf<Sdk.AuthoriseRequest>().toExtend<z.input<typeof Requests.AuthoriseRequest>>();
  expectTypeOf<Sdk.OneStepRequest>().toExtend<z.input<typeof Requests.OneStepRequest>>();
  expectTypeOf<Sdk.ConfirmRequest>().toExtend<z.input<typeof Requests.ConfirmRequest>>();
  expectTypeOf<Sdk.CancelRequest>().toExtend<z.input<typeof Requests.CancelRequest>>();
  expectTypeOf<Sdk.RefundRequest>().toExtend<z.input<typeof Requests.RefundRequest>>();
  expectTypeOf<Sdk.DailyTotalsRequest>().toExtend<z.input<typeof Requests.DailyTotalsRequest>>();
  expectTypeOf<keyof Sdk.ListRequest>().toEqualTypeOf<keyof z.input<typeof Requests.ListQuery>>();
});

test('what the server answers is what the client reads', () => {
  expectTypeOf<Answers.IdentifyAnswer>().toExtend<Sdk.IdentifyAnswer>();
  expectTypeOf<Answers.TransactionAnswer>().toExtend<Sdk.TransactionAnswer>();
  expectTypeOf<Answers.ConfirmAnswer>().toExtend<Sdk.ConfirmAnswer>();
  expectTypeOf<Answers.CancelAnswer>().toExtend<Sdk.CancelAnswer>();
  expectTypeOf<Answers.RefundAnswer>().toExtend<Sdk.RefundAnswer>();
  expectTypeOf<Answers.TransactionDetails>().toExtend<Sdk.TransactionDetails>();
  expectTypeOf<Answers.ListAnswer>().toExtend<Sdk.ListAnswer>();
  expectTypeOf<Answers.DailyTotalsAnswer>().toExtend<Sdk.DailyTotalsAnswer>();
});

test('no field of an answer is left out', () => {
  expectTypeOf<keyof Answers.TransactionAnswer>().toEqualTypeOf<keyof Sdk.TransactionAnswer>();
  expectTypeOf<keyof Answers.PublicLine>().toEqualTypeOf<keyof Sdk.TransactionLine>();
  expectTypeOf<keyof Answers.PublicApplied>().toEqualTypeOf<keyof Sdk.AppliedRelief>();
  expectTypeOf<keyof Answers.ConfirmAnswer>().toEqualTypeOf<keyof Sdk.ConfirmAnswer>();
  expectTypeOf<keyof Answers.RefundAnswer>().toEqualTypeOf<keyof Sdk.RefundAnswer>();
  expectTypeOf<keyof Answers.TransactionRow>().toEqualTypeOf<keyof Sdk.TransactionRow>();
  expectTypeOf<keyof Answers.TransactionDetails>().toEqualTypeOf<keyof Sdk.TransactionDetails>();
});
