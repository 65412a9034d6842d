import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { exchangeErrors } from '../errors.ts';
import { getMailbox, holdMailbox } from '../mailboxes/get-mailbox.ts';
import type { Mailbox, MailboxPage } from '../mailboxes/mailbox.ts';
import { acknowledge } from '../mailboxes/move-mailbox.ts';
import { lockMailbox } from '../mailboxes/sql/lock-mailbox.ts';
import { takePage } from '../mailboxes/take-page.ts';
import type { DeadLetter } from './dead-letter.ts';
import { deadLetterPage } from './dead-letters.ts';
import { pageBody } from './page-body.ts';
import type { Answer, PagePoster } from './post-page.ts';
import { retryDelayMs } from './retry-delay.ts';
import { insertDeadLetter } from './sql/insert-dead-letter.ts';
import { renewLease } from './sql/renew-lease.ts';
import { selectReplay } from './sql/select-replay.ts';
import { settleDeadLetter } from './sql/settle-dead-letter.ts';
import { updateAttempts } from './sql/update-attempts.ts';
import { updateReplay } from './sql/update-replay.ts';
import type { LeasedWebhook } from './webhook.ts';
import { signatureHeaders } from './webhook-signature.ts';

const PAGE_MAX = 200;
/** A receiver that takes longer is slow. */
const SLOW_MS = 1_000;
/** Then somebody else has a turn. */
const PAGES_MAX = 20;
/** How long one page is tried. */
const TRIED_MS = 24 * 3_600_000;

/** Answers that mean: not now. Every other one from 400 to 499 means: not this page. */
const LATER_STATUSES = [408, 425, 429];
const GONE = 410;
/** Statuses with which reading is refused for the moment, and not for good. */
const FOR_NOW = [429, 503];

interface Delivering {
  poster: PagePoster;
  /** Is called when the receiver takes its time. */
  onSlow(): void;
}

interface Delivery {
  context: Context;
  webhook: LeasedWebhook;
  mailbox: Mailbox;
  page: MailboxPage & { page: string };
  /** It was dead, and is sent again. */
  isReplay: boolean;
}

/**
 * Sends what waits in a leased mailbox to its webhook, page after page in their order, until nothing
 * waits, an attempt fails, or others have waited long enough.
 */
export async function deliverPages(
  base: Context,
  leased: LeasedWebhook,
  { poster, onSlow }: Delivering,
): Promise<void> {
  const { systemId, organisationId, mailboxId } = leased;
  const actor = { kind: 'information-system', systemId, organisationId } as const;
  const context: Context = { ...base, actor, requestId: base.ids.next() };
  let webhook = leased;
  for (let turn = 0; turn < PAGES_MAX; turn++) {
    const next = await nextPage(context, webhook);
    if (next === 'over') return;
    if (next === 'nothing') continue;
    const { page, isReplay } = next;
    if (page.page === null) {
      if (!page.more) return;
      continue;
    }
    const mailbox = await getMailbox(context, mailboxId);
    const named = { ...page, page: page.page };
    const delivery = { context, webhook, mailbox, page: named, isReplay };
    let isSlow = false;
    const patience = setTimeout(() => {
      isSlow = true;
      onSlow();
    }, SLOW_MS);
    const answer = await send(delivery, poster).finally(() => clearTimeout(patience));
    if ('failure' in answer && answer.failure === 'closing') return;
    if (!isTaken(answer)) return await noteFailure(delivery, answer, isSlow);
    await noteSuccess(delivery, isSlow);
    webhook = { ...webhook, attempts: 0, failingSince: null };
  }
}

type Next = { page: MailboxPage; isReplay: boolean };

/**
 * What is to be sent next; a replay goes before what is new. A refusal to read stops the webhook.
 *
 * The lease is renewed and the page taken while the mailbox is held, as who pauses or moves it holds it:
 * after a pause no page is taken any more, so going back then is not undone by one that was.
 */
async function nextPage(
  context: Context,
  webhook: LeasedWebhook,
): Promise<Next | 'over' | 'nothing'> {
  const { mailboxId } = webhook;
  let letter: DeadLetter | undefined;
  try {
    return await context.db.transaction(async (db) => {
      const inside = { ...context, db };
      await lockMailbox(db, mailboxId);
      if (!(await renewLease(db, webhook, context.clock.now()))) return 'over';
      letter = await selectReplay(db, mailboxId);
      if (letter) return { page: await deadLetterPage(inside, letter), isReplay: true };
      return { page: await takePage(inside, mailboxId, { limit: PAGE_MAX }), isReplay: false };
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isForNow = FOR_NOW.includes(statusOf(error.code));
    if (letter && !isForNow) {
      // It can no longer be read, and stays dead.
      await updateReplay(context.db, { mailboxId, id: letter.id, replayFrom: null });
      return 'nothing';
    }
    const attempts = webhook.attempts + 1;
    await updateAttempts(context.db, webhook, {
      attempts: isForNow ? attempts : 0,
      failingSince: null,
      dueAt: new Date(context.clock.now().getTime() + retryDelayMs(mailboxId, attempts)),
      isSlow: webhook.isSlow,
      reason: isForNow ? null : error.code,
    });
    return 'over';
  }
}

function statusOf(code: string): number {
  return (exchangeErrors as Record<string, { status: number }>)[code]?.status ?? 0;
}

async function send(
  { context, webhook, mailbox, page, isReplay }: Delivery,
  poster: PagePoster,
): Promise<Answer> {
  const body = pageBody(mailbox, page, isReplay);
  const now = context.clock.now();
  const timestamp = Math.floor(now.getTime() / 1_000);
  const { secret, previousSecret, previousUntil } = webhook;
  const isBoth = previousSecret && previousUntil && previousUntil > now;
  const secrets = [secret, ...(isBoth ? [previousSecret] : [])];
  const opened = secrets.map((sealed) => context.keys.decrypt(sealed));
  const signature = signatureHeaders({ id: page.page, timestamp, body }, opened);
  const headers = { 'content-type': 'application/json', 'user-agent': 'Koplieta', ...signature };
  return await poster.post({ url: webhook.url, headers, body });
}

function isTaken(answer: Answer): boolean {
  return 'status' in answer && answer.status >= 200 && answer.status < 300;
}

async function noteSuccess(delivery: Delivery, isSlow: boolean): Promise<void> {
  const { context, webhook, page } = delivery;
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    await passPage(inside, delivery);
    const dueAt = context.clock.now();
    const letter = { mailboxId: webhook.mailboxId, id: page.page, now: dueAt };
    if (delivery.isReplay) await settleDeadLetter(db, letter);
    const outcome = { attempts: 0, failingSince: null, dueAt, isSlow, reason: null };
    await updateAttempts(db, webhook, outcome);
  });
}

/** A replay moves nothing; nor does a page whose mailbox went elsewhere while it was sent. */
async function passPage(context: Context, { webhook, page, isReplay }: Delivery): Promise<void> {
  if (isReplay) return;
  const { page: inHand } = await holdMailbox(context, webhook.mailboxId);
  if (inHand?.id === page.page) await acknowledge(context, webhook.mailboxId, page.position);
}

async function noteFailure(delivery: Delivery, answer: Answer, isSlow: boolean): Promise<void> {
  const { context, webhook, page, isReplay } = delivery;
  const now = context.clock.now();
  const attempts = webhook.attempts + 1;
  const failingSince = webhook.failingSince ?? now;
  const isOver = now.getTime() - failingSince.getTime() >= TRIED_MS;
  const ending = endingOf(answer, { isOver, isReplay });
  const isDead = ending === 'dead';
  const dueAt = new Date(now.getTime() + retryDelayMs(page.page, attempts));
  await context.db.transaction(async (db) => {
    if (isDead) await bury({ ...context, db }, delivery);
    await updateAttempts(db, webhook, {
      ...(isDead
        ? { attempts: 0, failingSince: null, dueAt: now }
        : { attempts, failingSince, dueAt }),
      isSlow,
      reason: isDead ? null : ending,
    });
  });
}

/**
 * Null: try again. A page that is refused must not hold up the next for ever, and a replay not at all;
 * one that nobody is there to take holds up all, and nothing is lost.
 */
function endingOf(
  answer: Answer,
  { isOver, isReplay }: { isOver: boolean; isReplay: boolean },
): 'dead' | 'gone' | 'unreachable' | null {
  if ('status' in answer && answer.status === GONE) return 'gone';
  const isRefused =
    'status' in answer &&
    answer.status >= 400 &&
    answer.status < 500 &&
    !LATER_STATUSES.includes(answer.status);
  if (isRefused && (isOver || isReplay)) return 'dead';
  return isOver ? 'unreachable' : null;
}

async function bury(context: Context, delivery: Delivery): Promise<void> {
  const { webhook, page } = delivery;
  await insertDeadLetter(context.db, {
    id: page.page,
    mailboxId: webhook.mailboxId,
    after: page.after,
    end: page.position,
    diedAt: context.clock.now(),
  });
  await passPage(context, delivery);
}
