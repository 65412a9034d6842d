import { randomInt, randomUUID } from 'node:crypto';
import { escapeText } from './escape-text.ts';
import type { Exchange } from './serve.ts';

/** The simulated service of eParaksts mobile, with everybody's telephone. */
export interface Eparaksts {
  settings: object;
  answer(exchange: Exchange): void;
}

interface Session {
  personalCode: string;
  controlCode: string;
  redirectUri: string;
  state: string;
  acr: string;
  /** What was done on the telephone; nothing yet. */
  act?: string;
  fault?: string;
}

const AUTHORISE = '/trustedx-authserver/oauth/lvrtc-eipsign-as';
const MOBILE = 'urn:eparaksts:authentication:flow:mobileid';
const CLIENT = { clientId: 'koplieta-demo', clientSecret: 'not a secret of anybody' };
const BASIC = [CLIENT.clientId, CLIENT.clientSecret].map(encodeURIComponent).join(':');
const ERRORS: Readonly<Record<string, string>> = {
  USER_REFUSED: 'access_denied',
  TIMEOUT: 'login_timeout',
  WRONG_VC: 'wrong_code',
};

export function makeEparaksts(): Eparaksts {
  const sessions = new Map<string, Session>();
  const codes = new Map<string, Session>();
  const tokens = new Map<string, Session>();
  const begin = ({ form, send }: Exchange) => {
    const id = randomUUID();
    const controlCode = String(randomInt(10_000)).padStart(4, '0');
    const { personalCode = '', redirect_uri = '', state = '', acr_values = '' } = form;
    const asked = { personalCode, redirectUri: redirect_uri, state, acr: acr_values };
    sessions.set(id, { controlCode, ...asked });
    send(200, waitingPage(id, controlCode));
  };
  const goOn = ({ query, send, redirect }: Exchange) => {
    const session = sessions.get(query.session ?? '');
    if (!session) return send(404, '{}');
    const { act, fault, redirectUri, controlCode } = session;
    if (act === undefined) return send(200, waitingPage(query.session ?? '', controlCode));
    sessions.delete(query.session ?? '');
    const state = fault === 'another-state' ? `${session.state.slice(0, -4)}AAAA` : session.state;
    const code = randomUUID();
    if (act === 'confirm' && fault !== 'unknown-code') codes.set(code, session);
    const answer = act === 'confirm' ? { code } : { error: ERRORS[act] ?? 'invalid_request' };
    redirect(`${redirectUri}?${new URLSearchParams({ ...answer, state })}`);
  };
  const giveToken = ({ form, authorization, send }: Exchange) => {
    const basic = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
    const session = codes.get(form.code ?? '');
    codes.delete(form.code ?? '');
    if (basic !== BASIC) return send(401, '{"error":"invalid_client"}');
    if (!session || session.redirectUri !== form.redirect_uri) {
      return send(400, '{"error":"invalid_grant"}');
    }
    const token = randomUUID();
    tokens.set(token, session);
    send(200, JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 600 }));
  };
  const tell = ({ authorization, send }: Exchange) => {
    const session = tokens.get(authorization.replace(/^Bearer /, ''));
    if (!session) return send(401, '{}');
    const { personalCode, fault, acr } = session;
    const scanned = 'urn:eparaksts:authentication:flow:mobile-eid';
    const method = fault === 'another-method' ? 'sc_plugin' : 'mobileid';
    const person = {
      ...{ sub: randomUUID(), acr: fault === 'another-flow' ? scanned : acr },
      amr: [`urn:eparaksts:tws:policies:authentication:adaptive:methods:${method}`],
      ...{ given_name: 'Simulēta', family_name: 'Persona', name: 'Simulēta Persona' },
      serial_number: fault === 'foreign' ? 'PNOEE-38001085718' : `PNOLV-${personalCode}`,
    };
    send(200, JSON.stringify(person));
  };
  const act = ({ path, form, send }: Exchange) => {
    const session = sessions.get(path.split('/')[2] ?? '');
    if (session) Object.assign(session, { act: form.act, fault: form.fault });
    send(200, telephonesPage(sessions));
  };
  const places: Readonly<Record<string, (exchange: Exchange) => void>> = {
    [AUTHORISE]: askWho,
    [`${AUTHORISE}/push`]: begin,
    [`${AUTHORISE}/wait`]: goOn,
    [`${AUTHORISE}/token`]: giveToken,
    '/trustedx-resources/openid/v1/users/me': tell,
  };
  return {
    settings: {
      ...{ kind: 'eparaksts-mobile', code: 'simulated-eparaksts-mobile', level: 'high', ...CLIENT },
      name: { lv: 'Simulētais eParaksts mobile', en: 'Simulated eParaksts mobile' },
    },
    answer: (exchange) => (places[exchange.path] ?? act)(exchange),
  };
}

/** The service asks who it is, unless the request is not as agreed. */
function askWho({ query, send }: Exchange): void {
  const { client_id, response_type, scope, acr_values, redirect_uri = '', state = '' } = query;
  const agreed =
    client_id === CLIENT.clientId &&
    response_type === 'code' &&
    scope === 'urn:lvrtc:fpeil:aa' &&
    acr_values === MOBILE;
  if (!agreed) return send(400, '{"error":"invalid_request"}');
  const fields = Object.entries({ redirect_uri, state, acr_values }).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeText(value)}">`,
  );
  send(
    200,
    pageOf(`<form method="post" action="${AUTHORISE}/push">${fields.join('')}
<label>Personas kods <input name="personalCode" required></label><button>Turpināt</button></form>`),
  );
}

function waitingPage(session: string, controlCode: string): string {
  return pageOf(`<p>Kontroles kods: <strong>${controlCode}</strong></p>
<form method="get" action="${AUTHORISE}/wait"><input type="hidden" name="session" value="${session}">
<button>Esmu apstiprinājis</button></form>`);
}

function telephonesPage(sessions: ReadonlyMap<string, Session>): string {
  const acts = { confirm: 'Apstiprināt', USER_REFUSED: 'Atcelt', WRONG_VC: 'Cits kods' };
  const buttons = Object.entries(acts).map(
    ([act, label]) => `<button name="act" value="${act}">${label}</button>`,
  );
  const rows = [...sessions].map(
    ([id, { personalCode, controlCode }]) => `<li data-session="${id}">${escapeText(personalCode)}:
<strong>${controlCode}</strong><form method="post" action="/eparaksts/${id}">${buttons.join(' ')}</form></li>`,
  );
  return pageOf(`<ul>${rows.join('')}</ul>`);
}

function pageOf(body: string): string {
  return `<!doctype html><html lang="lv"><meta charset="utf-8"><title>Simulētais eParaksts</title>
<h1>Simulētais eParaksts mobile</h1>${body}</html>`;
}
