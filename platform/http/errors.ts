import type { ErrorCatalogue } from '../errors/refusal.ts';

/** What the server itself answers, before or beside any module. */
export const httpErrors: ErrorCatalogue = {
  'invalid-request': {
    status: 400,
    when: 'When fields of the request are missing, unknown or of the wrong form: `errors` names each.',
    lv: 'Pieprasījums nav pareizs. Izlabojiet norādītos laukus un sūtiet vēlreiz.',
    en: 'The request is not right. Mend the fields named below and send it again.',
  },
  'malformed-json': {
    status: 400,
    when: 'When the body is not JSON, is empty, or has a forbidden key such as `__proto__`.',
    lv: 'Saturs nav derīgs JSON, vai tajā ir aizliegts vārds (__proto__). Pārbaudiet, kā tas ir izveidots.',
    en: 'The body is not valid JSON, or has a forbidden name (__proto__). Check how it is made.',
  },
  'malformed-text': {
    status: 400,
    when: 'When a text holds the character NUL or half of a surrogate pair, or a body is not UTF-8.',
    lv: 'Tekstā ir zīme, ko nevar saglabāt, vai tas nav UTF-8. Izlabojiet to un sūtiet vēlreiz.',
    en: 'A text holds a character that cannot be kept, or is not UTF-8. Mend it and send it again.',
  },
  'nested-too-deep': {
    status: 400,
    when: 'When lists and objects of the body lie inside each other in more than 64 levels.',
    lv: 'Saturā ir pārāk daudz līmeņu citam citā. Pārbaudiet, kā tas ir izveidots.',
    en: 'The body has too many levels inside each other. Check how it is made.',
  },
  'malformed-request': {
    status: 400,
    when: 'When the address or the headers are not HTTP.',
    lv: 'Pieprasījumu nevar nolasīt. Pārbaudiet adresi un galvenes.',
    en: 'The request cannot be read. Check its address and headers.',
  },
  'host-missing': {
    status: 400,
    when: 'When a request of HTTP/1.1 has no header `Host`.',
    lv: 'Pieprasījumā nav galvenes Host. Pievienojiet to ar servera vārdu no adreses.',
    en: 'The request has no Host header. Add one with the name of the server from the address.',
  },
  'body-too-large': {
    status: 413,
    when: 'When the body is larger than the limit (1 MiB unless the route says otherwise).',
    lv: 'Pieprasījums ir pārāk liels. Sadaliet to vairākos mazākos.',
    en: 'The request is too large. Split it into smaller ones.',
  },
  'headers-too-large': {
    status: 431,
    when: 'When the address and the headers together are larger than 16 KiB.',
    lv: 'Adrese vai galvenes ir pārāk garas. Garu vaicājumu sūtiet saturā (POST); izņemiet liekās sīkdatnes.',
    en: 'The address or the headers are too long. Send a long question in a body (POST); remove needless cookies.',
  },
  'body-compressed': {
    status: 415,
    when: 'When a body of JSON or of text comes with a `Content-Encoding`.',
    lv: 'Saspiestu saturu te nepieņemam. Sūtiet to nesaspiestu, bez galvenes Content-Encoding.',
    en: 'Compressed content is not accepted here. Send it plain, without Content-Encoding.',
  },
  'media-type-not-accepted': {
    status: 415,
    when: 'When the `Content-Type` of a body names nothing that the call takes, or is empty: `accepted` lists what it takes.',
    lv: 'Šāda veida saturu te nepieņemam. Sūtiet kādu no norādītajiem (accepted) un nosauciet to galvenē Content-Type.',
    en: 'Content of this type is not accepted here. Send one of those named (accepted), and say which in Content-Type.',
  },
  'not-found': {
    status: 404,
    when: 'When no route has this address.',
    lv: 'Šādas adreses nav. Pārbaudiet to API aprakstā: /api-docs.',
    en: 'There is no such address. Check it in the description of the API: /api-docs.',
  },
  'method-not-allowed': {
    status: 405,
    when: 'When the address is there for other methods: `methods` and the header `Allow` list them.',
    lv: 'Šai adresei tādas metodes nav. Lietojiet kādu no uzskaitītajām.',
    en: 'The address does not have this method. Use one of those listed.',
  },
  'not-signed-in': {
    status: 401,
    when: 'When a route needs credentials and the request has none.',
    lv: 'Vispirms piesakieties vai pievienojiet piekļuves atslēgu.',
    en: 'Sign in first, or send an access key.',
  },
  'not-allowed': {
    status: 403,
    when: 'When who is asking is known, and the route is for somebody else.',
    lv: 'Jums šī darbība nav atļauta. Piesakieties citā lomā.',
    en: 'You may not do this. Sign in as somebody who may.',
  },
  'official-role-missing': {
    status: 403,
    when: 'When an official does not have the role that the act needs: `roles` says which.',
    lv: 'Jums nav šim darbam vajadzīgās lomas. Lūdziet to Koplietas uzturētājam.',
    en: 'You do not have the role that this needs. Ask the operator of Koplieta for it.',
  },
  'mandate-not-for-this': {
    status: 403,
    when: 'When somebody who acts for another person asks for what the mandate is not for.',
    lv: 'Jūsu pilnvarojums šo neaptver. Lūdziet pilnvarotājam to papildināt vai rīkojieties savā vārdā.',
    en: 'Your mandate is not for this. Ask whoever gave it to extend it, or act for yourself.',
  },
  'took-too-long': {
    status: 503,
    when: 'When the answer was not ready in time, or the request did not arrive whole in time.',
    lv: 'Atbilde nebija gatava laikā. Pēc brīža sūtiet to pašu pieprasījumu vēlreiz.',
    en: 'The answer was not ready in time. Send the same request again in a moment.',
  },
  'too-many-requests': {
    status: 429,
    when: 'When somebody asks more often than allowed: `Retry-After` says when to ask again.',
    lv: 'Pieprasījumu ir par daudz. Pagaidiet un mēģiniet vēlreiz.',
    en: 'There are too many requests. Wait, and try again.',
  },
  'not-ready': {
    status: 503,
    when: 'When the database does not answer, or is not migrated to what this server knows.',
    lv: 'Serveris vēl nav gatavs. Mēģiniet pēc brīža.',
    en: 'The server is not ready yet. Try again in a moment.',
  },
  'internal-error': {
    status: 500,
    when: 'When something failed that is not the caller’s fault. The log has it under the request id.',
    lv: 'Radās kļūda mūsu pusē. Mēģiniet vēlreiz; ja neizdodas, nosauciet mums pieprasījuma numuru.',
    en: 'Something failed on our side. Try again; if it stays so, tell us the request id.',
  },
};
