/** What we use of `oidc-provider`, which comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface ArtifactPayload {
    [name: string]: unknown;
    uid?: string;
    grantId?: string;
    accountId?: string;
    userCode?: string;
    consumed?: number;
  }

  export interface Adapter {
    upsert(id: string, payload: ArtifactPayload, expiresInSeconds?: number): Promise<void>;
    find(id: string): Promise<ArtifactPayload | undefined>;
    findByUid(uid: string): Promise<ArtifactPayload | undefined>;
    findByUserCode(userCode: string): Promise<ArtifactPayload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface Client {
    readonly clientId: string;
    readonly applicationType: string;
    readonly backchannelLogoutUri?: string;
    backchannelLogout(accountId: string, sid: string): Promise<void>;
    grantTypeAllowed(grantType: string): boolean;
    metadata(): Record<string, unknown>;
  }

  export interface Session {
    readonly uid: string;
    accountId?: string;
    acr?: string;
    amr?: string[];
    loginTs?: number;
    exp?: number;
    grantIdFor(clientId: string): string | undefined;
    past(ageSeconds: number): boolean;
  }

  export interface Grant {
    readonly jti: string;
    getOIDCScope(): string;
    getOIDCClaims(): string[];
    getResourceScope(resource: string): string;
    addOIDCScope(scope: string): void;
    addOIDCClaims(claims: string[]): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export interface LoginResult {
    accountId: string;
    acr: string;
    amr: string[];
    remember: boolean;
    /** Ours: which log-in it was. */
    logInId: string;
  }

  export interface InteractionResult {
    login?: LoginResult;
    consent?: { grantId?: string };
    /** Ours: for whom the person acts. */
    capacity?: import('./chosen-capacity.ts').ChosenCapacity;
    error?: string;
    error_description?: string;
  }

  export interface Interaction {
    readonly uid: string;
    readonly params: Record<string, string | undefined>;
    readonly prompt: { name: string; reasons: string[]; details: Record<string, unknown> };
    readonly session?: { accountId?: string; uid?: string; acr?: string; amr?: string[] };
    readonly grantId?: string;
    readonly result?: InteractionResult;
    readonly exp: number;
  }

  /** Koa's context with what the provider knows of the request. */
  export interface ProviderContext {
    /** Of who asks. */
    readonly ip: string;
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    body: unknown;
    type: string;
    status: number;
    get(header: string): string;
    readonly oidc: {
      readonly provider: Provider;
      readonly client: Client;
      /** What `findAccount` gave. */
      readonly account?: {
        accountId: string;
        subject?: import('./subject-of.ts').TokenSubject;
        act?: { sub: string } | undefined;
      };
      entity(kind: 'Account', account: object): void;
      readonly session: Session;
      readonly params: Record<string, string | undefined>;
      readonly claims: { id_token?: { acr?: { value?: string; values?: string[] } | null } };
      readonly result?: InteractionResult;
      readonly requestParamScopes: Set<string>;
      readonly requestParamOIDCScopes: Set<string>;
      readonly requestParamClaims: Set<string>;
      readonly resourceServers: Record<string, { scopes: Set<string> }>;
      readonly entities: Record<string, unknown>;
    };
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    /** Of the request that is being answered, for what is called without it. */
    static readonly ctx: ProviderContext | undefined;
    readonly issuer: string;
    proxy: boolean;
    callback(): (req: IncomingMessage, res: ServerResponse) => Promise<void>;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>;
    interactionResult(
      req: IncomingMessage,
      res: ServerResponse,
      result: InteractionResult,
      options?: { mergeWithLastSubmission?: boolean },
    ): Promise<string>;
    on(event: string, listener: (...given: never[]) => void): void;
    readonly Grant: {
      new (about: { accountId: string | undefined; clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    readonly Client: { find(id: string): Promise<Client | undefined> };
  }

  interface Check {
    readonly reason: string;
  }

  interface Prompt {
    readonly name: string;
    readonly checks: Check[] & { add(check: Check): void; remove(reason: string): void };
  }

  export const interactionPolicy: {
    base(): Prompt[] & {
      get(name: string): Prompt | undefined;
      add(prompt: Prompt): void;
      remove(name: string): void;
    };
    Prompt: new (about: { name: string; requestable: boolean }, check: Check) => Prompt;
    Check: new (
      reason: string,
      description: string,
      check: (context: ProviderContext) => boolean | Promise<boolean>,
      details?: (context: ProviderContext) => object,
    ) => Check;
  };

  export const errors: Record<
    'InvalidGrant' | 'InvalidRequest' | 'InvalidClient' | 'InvalidTarget' | 'SessionNotFound',
    new (
      message: string,
      detail?: string,
    ) => Error
  >;
}
