import type { HttpApp } from '../../../platform/http/http-app.ts';
import { issueDeskCode } from './desk-code.ts';
import { DeskCodeAnswer, DeskCodeRequest } from './factor-api.ts';

/** At a service centre's desk a person gets what they enrol a second factor with. */
export function deskRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/desk-codes',
    {
      config: { permission: 'official', roles: ['agent'] },
      schema: {
        tags: ['Service centre'],
        summary: 'Give a person whose document you saw a code, which is a second factor once.',
        body: DeskCodeRequest,
        response: { 201: DeskCodeAnswer },
      },
    },
    async ({ context, body }, reply) => {
      const { code, expiresAt } = await issueDeskCode(context, body);
      return await reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ code, expiresAt: expiresAt.toISOString() });
    },
  );
}
