import { z } from 'zod';
import { rigaDay } from '../../../platform/clock/day.ts';
import { SCAN_MEDIA_TYPES } from '../../../platform/files/scan-kind.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { enterPaperMandate } from './enter-paper-mandate.ts';
import { GivenAnswer, PAPER_BODY_MAX, PaperMandateRequest } from './mandate-api.ts';
import { readScan } from './read-scan.ts';

/** Mandates that people give on paper at a service centre. */
export function paperRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/mandates',
    {
      config: { permission: 'official', roles: ['agent'] },
      bodyLimit: PAPER_BODY_MAX,
      schema: {
        tags: ['Service centre'],
        summary: 'Enter a mandate that a person gave another on paper, with its scan.',
        body: PaperMandateRequest,
        response: { 201: GivenAnswer },
      },
    },
    async ({ context, body }, reply) => {
      const id = await enterPaperMandate(context, {
        ...body,
        validFrom: body.validFrom ?? rigaDay(context.clock.now()),
        scan: Buffer.from(body.scan, 'base64'),
      });
      return await reply.code(201).send({ id });
    },
  );
  app.get(
    '/recipient/v1/mandates/:id/scan',
    {
      config: { permission: 'recipient', gives: Object.values(SCAN_MEDIA_TYPES) },
      schema: {
        tags: ['Recipient'],
        summary: 'The scan of a mandate that you gave on paper.',
        params: z.strictObject({ id: z.uuid() }),
      },
    },
    async ({ context, params }, reply) => {
      const { kind, file } = await readScan(context, params.id);
      // Saved and not shown: what is in it was made elsewhere.
      return await reply
        .header('content-disposition', `attachment; filename="mandate-${params.id}.${kind}"`)
        .type(SCAN_MEDIA_TYPES[kind])
        .send(file);
    },
  );
}
