import type { Context } from '../../../platform/context.ts';
import type { Language, LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { OutsideLogIn } from '../log-ins/end-outside-log-ins.ts';
import type { Html } from '../pages/html.ts';
import type { AssuranceLevel } from '../sign-on/assurance-level.ts';
import type { LoginRefusal } from './login-refusals.ts';

/** What a login means is told at each turn of a log-in. */
export interface LoginTurn {
  /** What the means kept at the turn before; undefined at the first. */
  state: unknown;
  /** What the person, or the outside party, sent. */
  form: Readonly<Record<string, string>>;
  language: Language;
  /** Where the means is asked on: forms without an action lead there too. */
  address: string;
  /** Where another site sends the person back to, by a form. */
  returnUrl: string;
  /** Where another site sends the person back to by an address that is agreed once for all log-ins. */
  backUrl: string;
  /** Names the log-in: what is sent by `backUrl` brings it back, and a dot and 32 characters, as `state`. */
  uid: string;
}

/** What the turn came to. */
export type LoginOutcome =
  | { kind: 'ask'; page: LoginPage; state: unknown }
  | KnownPerson
  | RefusedTurn;

export interface RefusedTurn {
  kind: 'refused';
  code: LoginRefusal;
  /** As whom somebody tried, of those whom we know. */
  personId?: string | undefined;
}

export interface KnownPerson {
  kind: 'known';
  personId: string;
  /** How strong the outside party calls this login, when it is weaker than the means may be. */
  level?: AssuranceLevel;
  /** How the outside party calls it, when it may say later that it is over. */
  outside?: OutsideLogIn;
}

export interface LoginPage {
  title: LocalizedText;
  body: Html;
  /** Where its form leads, when that is another site. */
  formOrigins?: readonly string[];
  /** Address of a script of ours that the page needs. */
  script?: string;
}

/**
 * A login means (autentifikācijas līdzeklis) as a plug-in: by turns it finds out who a person is. It
 * keeps nothing itself, so that any server can take the next turn.
 */
export interface LoginMeans {
  readonly code: string;
  readonly level: AssuranceLevel;
  readonly name: LocalizedText;
  readonly hint: LocalizedText;
  take(context: Context, turn: LoginTurn): Promise<LoginOutcome>;
  /** Takes in what another site sent by the browser's form, which nobody need have asked for. */
  takeReturn?(state: unknown, form: Readonly<Record<string, string>>): unknown;
  /** Code: it tells of officials of this organisation alone, and only that they are these. */
  readonly organisation?: string | undefined;
  /** What an outside party says is over, by a token that it signed; undefined when it is none of it. */
  readSignOut?(context: Context, token: string): Promise<OutsideLogIn | undefined>;
  /** What we tell the other side of ourselves, as XML, when answers come to an address. */
  describe?(backUrl: string): string;
  /** Whether people show it a certificate, at the address that the proxy keeps for that. */
  readonly takesCertificate?: boolean;
  /** As whom a form claims to log in, before that is proven: failures are counted for that person. */
  claims?(form: Readonly<Record<string, string>>): string | undefined;
}
