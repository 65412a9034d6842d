import { cancel, confirm, intro, isCancel, log, note, outro, select, text } from '@clack/prompts';
import { type BasketLine, IdsError, IdsRefusal, newTransactionId } from '../../sdk/index.ts';
import { type Connection, connectIds, setClock, type TerminalIds } from './connection.ts';
import { euros, type Language, receipt } from './receipt.ts';
import { WORDS } from './words.ts';

export interface TerminalOptions {
  baseUrl: string;
  language: Language;
  /** Systems to choose from. */
  ids: TerminalIds[];
}

/** The person at the terminal pressed Ctrl-C. */
class TerminalLeft extends Error {}

const LINES_MAX = 50;

/** An interactive terminal: choose a place, scan or paste a card, build a basket, see the receipt. */
export async function runTerminal(options: TerminalOptions): Promise<void> {
  const words = WORDS[options.language];
  intro(words.title);
  try {
    const connection = await chooseTerminal(options);
    for (;;) {
      await serveOne(connection, options.language).catch((error: unknown) => {
        if (!(error instanceof IdsError)) throw error;
        log.error(error instanceof IdsRefusal ? error.sentence[options.language] : error.message);
      });
    }
  } catch (error) {
    if (!(error instanceof TerminalLeft)) throw error;
    outro(words.goodbye);
  }
}

async function chooseTerminal({ baseUrl, language, ids }: TerminalOptions): Promise<Connection> {
  const words = WORDS[language];
  const chosen =
    ids.length === 1
      ? ids[0]
      : await answer(
          select({
            message: words.chooseProvider,
            options: ids.map((one) => ({ value: one, label: one.name })),
          }),
        );
  if (!chosen) throw new TerminalLeft();
  const { client, terminals, items, names } = await connectIds(chosen, { baseUrl, language });
  const terminal = await answer(
    select({
      message: words.chooseTerminal,
      options: terminals.map((one) => ({
        value: one,
        label: one.pointOfService.name[language],
        hint: one.code,
      })),
    }),
  );
  return { client, clock: await setClock(baseUrl), terminal, items, names };
}

async function serveOne(connection: Connection, language: Language): Promise<void> {
  const words = WORDS[language];
  const { client, terminal, names } = connection;
  const means = {
    value: await answer(text({ message: words.card, validate: required(words.required) })),
  };
  const place = { terminal: terminal.code, means };
  const identified = await client.identify({ ...place, terminalAt: now(connection) });
  const labels = identified.reliefs.map(
    (one) => `${one.label[language]} · ${one.grantor[language]}`,
  );
  note(labels.join('\n') || words.nothingHere, words.canGet);
  const lines = await buildBasket(connection, language);
  // The id is made before the first sending, and every repetition of the call carries it.
  const transactionId = newTransactionId();
  const authorised = await client.authorise({
    ...place,
    transactionId,
    terminalAt: now(connection),
    lines,
  });
  note(receipt(authorised, { language, names }), words.receipt);
  const pay = await answer(
    confirm({
      active: words.yes,
      inactive: words.no,
      message: `${words.confirm} ${euros(authorised.recipientPaysCents, language)} €`,
    }),
  );
  if (pay) {
    await client.confirm(transactionId, { terminalAt: now(connection) });
    log.success(words.confirmed);
  } else {
    await client.cancel(transactionId, { terminalAt: now(connection) });
    log.warn(words.cancelled);
  }
}

async function buildBasket({ items }: Connection, language: Language): Promise<BasketLine[]> {
  const words = WORDS[language];
  const lines: BasketLine[] = [];
  while (lines.length < LINES_MAX) {
    const item = await answer(
      select({
        message: words.chooseItem,
        options: items.map((one) => ({
          value: one,
          label: one.name[language],
          hint:
            one.unitPriceCents === null
              ? words.priceAsked
              : `${euros(one.unitPriceCents, language)} €`,
        })),
      }),
    );
    const quantity = Number(
      await answer(
        text({
          message: words.quantity,
          placeholder: '1',
          defaultValue: '1',
          validate: whole(words.wholeNumber),
        }),
      ),
    );
    const unitPriceCents =
      item.unitPriceCents ??
      toCents(await answer(text({ message: words.price, validate: price(words.wrongPrice) })));
    const companion =
      item.class.includes('single') &&
      (await answer(
        confirm({
          active: words.yes,
          inactive: words.no,
          message: words.companion,
          initialValue: false,
        }),
      ));
    lines.push({
      line: String(lines.length + 1),
      item: item.code,
      quantity,
      unitPriceCents,
      whose: companion ? 'companion' : 'recipient',
    });
    if (
      !(await answer(
        confirm({
          active: words.yes,
          inactive: words.no,
          message: words.more,
          initialValue: false,
        }),
      ))
    )
      break;
  }
  return lines;
}

async function answer<Value>(question: Promise<Value>): Promise<Exclude<Value, symbol>> {
  const given = await question;
  if (isCancel(given)) {
    cancel();
    throw new TerminalLeft();
  }
  return given as Exclude<Value, symbol>;
}

function now({ clock }: Connection): string {
  return clock().toISOString();
}

function toCents(written: string): number {
  return Math.round(Number(written.replace(',', '.')) * 100);
}

function required(sentence: string) {
  return (value: string | undefined) => (value?.trim() ? undefined : sentence);
}

function whole(sentence: string) {
  return (value: string | undefined) =>
    /^([1-9]\d{0,2})?$/.test(value ?? '') ? undefined : sentence;
}

function price(sentence: string) {
  return (value: string | undefined) =>
    /^\d{1,5}([.,]\d{1,2})?$/.test(value ?? '') ? undefined : sentence;
}
