import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from '../../../platform/http/create-http-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { entitlementErrors } from '../../entitlements/index.ts';
import { addOfficial, identityErrors, officialAuthenticator } from '../../identity/index.ts';
import { addDraft, exportRelief, reliefErrors } from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { previewRoutes } from './routes.ts';

test('a preview comes line by line, and one at a time', async () => {
  const context = await testContext();
  await vejaine(context);
  const editor = await asOfficial(context, { organisation: 'm-0099000', roles: ['editor'] });
  const text = (await exportRelief(context, 'VEJAINE-FERRY')).replace('FERRY', 'OTHER');
  const { id } = await addDraft(editor, { text, retroactiveReason: 'As the ferry' });
  const { keyText } = await addOfficial(context, {
    ...{ name: 'Ilze', organisation: 'm-0099000', roles: ['reviewer'] },
  });
  const app = await createHttpServer({
    base: context,
    authenticators: [officialAuthenticator({})],
    errors: [identityErrors, reliefErrors, entitlementErrors],
    routes: [previewRoutes()],
    api: { title: 'test', version: '1', description: '' },
  });
  onTestFinished(() => app.close());
  const ask = (draft: string) =>
    app.inject({
      method: 'POST',
      url: `/official/v1/drafts/${draft}/preview`,
      headers: { authorization: `Bearer ${keyText}` },
    });
  const [first, second] = await Promise.all([ask(id), ask(id)]);
  const [refused, told] = first.statusCode === 200 ? [second, first] : [first, second];
  expect(refused.statusCode).toBe(429);
  expect(told.headers['content-type']).toMatch(/^application\/x-ndjson/);
  const lines = told.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toEqual({ relief: 'VEJAINE-OTHER', done: 1, of: 1 });
  expect(lines.at(-1)).toMatchObject({ previews: [{ relief: { code: 'VEJAINE-OTHER' } }] });
  expect((await ask(id)).statusCode).toBe(200);
  expect((await ask(context.ids.next())).json()).toMatchObject({ code: 'draft-unknown' });
});
