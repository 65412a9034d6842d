/**
 * One row of an organisation in a table that has policies: as SQL, in which `:id`, `:organisation`,
 * `:person`, `:relief` and `:third` (another organisation) stand for values.
 */
export interface GovernedRow {
  /** What it stands on; the owner writes it. */
  before?: string;
  insert: string;
  /** Which row it is; `id = :id` when absent. */
  where?: string;
  /** A column that the application may change; absent: none. */
  change?: string;
  /** Who sees it beside its organisation. */
  readBy?: 'all';
  /** Who may add such a row about the organisation, beside it; `functions`: nobody directly. */
  addedBy?: 'all' | 'functions';
  /** Not even the organisation sees it. */
  hidden?: true;
}

const VERSION = 'abs(hashtext(:id))';
const DATA_SET = `insert into exchange.data_sets (id, code, organisation_id, created_at)
  values (:id, :id, :organisation, now())`;
const DATA_SET_VERSION = `with data_set as (${DATA_SET} returning id)
  insert into exchange.versions (id, data_set_id, version, state, revision) overriding system value
  select ${VERSION}, id, 1, 'sandbox', 1 from data_set`;
const UPLOAD = `insert into exchange.uploads
  (version_id, id, mode, all_or_nothing, state, began_at, kind)
  values (${VERSION}, :id, 'changes', false, 'open', now(), 'lines')`;
const PERMISSION = `insert into exchange.permissions (id, number, data_set_id, holder_id, state,
    purpose, legal_basis, fields, rows, price_cents, valid_from, valid_until, applied_at)
  values (:id, :id, :id, :organisation, 'applied', '{}', '{}', '"all"', '[]', 0, '2026-01-01',
    '2027-01-01', now())`;
const FOREIGN_DATA_SET = DATA_SET.replace(':organisation', ':third');
const SYSTEM = `insert into exchange.information_systems (id, organisation_id, code, name, created_at)
  values (:id, :organisation, :id, 'System', now())`;
const MAILBOX = `insert into exchange.mailboxes
  (id, information_system_id, version_id, filter, position, created_at)
  values (:id, :id, ${VERSION}, '[]', 0, now())`;
const OFFICIAL = `insert into identity.officials (id, name, organisation_id, created_at)
  values (:id, 'A', :organisation, now())`;
const CLIENT = `insert into identity.clients (id, organisation_id, name_lv, name_en, kind,
    authentication, jwks, redirect_uris, sign_out_uris, scopes, minimum_level, binding, strict, created_at)
  values ('c-' || :id, :organisation, 'A', 'A', 'machine', 'private_key_jwt', '{}', '{}', '{}', '{}',
    'low', 'none', false, now())`;
const GROUP = `insert into entitlements.recipient_groups (id, code, grantor_id, name_lv, name_en)
  values (:id, :id, :organisation, 'A', 'A')`;
const LIST = `insert into entitlements.member_lists
  (id, group_id, mode, status, members, refused, problems, proposed_by, proposed_at)
  values (:id, :id, 'additions', 'proposed', 0, 0, '[]', :id, now())`;
const AGREEMENT = `insert into providers.agreements (id, grantor_id, provider_id, number, valid_from)
  values (:id, :organisation, :third, :id, '2026-01-01')`;
const IDS = `insert into providers.ids (id, organisation_id, code, name)
  values (:id, :organisation, :id, 'IDS')`;
const POINT = `insert into providers.points_of_service
  (id, organisation_id, code, name_lv, name_en, territory)
  values (:id, :organisation, :id, 'A', 'A', '0099110')`;
const SOLD = `insert into transactions.transactions (person_id, id, ids_id, terminal_id,
    point_of_service_id, provider_id, means_id, client_id, terminal_at, server_at, day, expires_at,
    price_cents, relief_cents, compensation_cents, answer, explanation)
  values (:person, :id, :id, :id, :id, :organisation, :id, :id, now(), now(), '2026-01-01', now(),
    1, 1, 0, '{}', '{}')`;
const ACT = `insert into transactions.acts (person_id, transaction_id, sequence, kind, at, ids_id,
    day, price_cents, relief_cents, compensation_cents, content)
  values (:person, :id, 1, 'confirmed', now(), :id, '2026-01-01', 1, 1, 0, '{}')`;

/** Each statement sees what the ones before it wrote. */
function inTurn(...statements: readonly string[]): string {
  return statements.join(';\n');
}

/** Every table that has policies, by its name. */
export const GOVERNED_ROWS: Readonly<Record<string, GovernedRow>> = {
  'audit.records': {
    insert: `insert into audit.records (id, recorded_at, act, actor_kind, organisation_id, request_id,
        content_digest, digest) values (:id, now(), 'a', 'system', :organisation, 'r', '', '')`,
    addedBy: 'all',
  },
  'entitlements.grants': {
    insert: `insert into entitlements.grants (id, grantor_id, person_id, relief_id, valid_from,
        reason_encrypted, source_key, status, proposed_at)
      values (:id, :organisation, :person, :relief, '2026-01-01', '', :id::bytea, 'confirmed', now())`,
    change: 'status',
  },
  'entitlements.group_members': {
    before: GROUP,
    insert: `insert into entitlements.group_members (person_id, group_id, valid_from)
      values (:person, :id, '2026-01-01')`,
    where: 'group_id = :id',
    change: 'valid_to',
  },
  'entitlements.member_list_rows': {
    before: inTurn(GROUP, OFFICIAL, LIST),
    insert: `insert into entitlements.member_list_rows (list_id, person_id, valid_from)
      values (:id, :person, '2026-01-01')`,
    where: 'list_id = :id',
  },
  'entitlements.member_lists': {
    before: inTurn(GROUP, OFFICIAL),
    insert: LIST,
    change: 'status',
  },
  'entitlements.recipient_groups': { insert: GROUP, change: 'name_lv', readBy: 'all' },
  'entitlements.reviews': {
    insert: `insert into entitlements.reviews (person_id, entitlement_id, relief_id, instruction_id,
        grantor_id, benefits, valid_from, valid_to, noted_at)
      select :person, :id, :relief, id, :organisation, '{}', '2026-01-01', '2026-01-02', now()
      from reliefs.instructions where relief_id = :relief limit 1`,
    where: 'entitlement_id = :id',
    change: 'settled_at',
    addedBy: 'all',
  },
  'exchange.access_keys': {
    before: SYSTEM,
    insert: `insert into exchange.access_keys
        (id, information_system_id, secret_hash, key_version, created_at)
      values (:id, :id, '', 1, now())`,
    change: 'revoked_at',
  },
  'exchange.data_sets': { insert: DATA_SET, change: 'created_at', readBy: 'all' },
  'exchange.dead_letters': {
    before: inTurn(SYSTEM, DATA_SET_VERSION, MAILBOX),
    insert: `insert into exchange.dead_letters
        (id, mailbox_id, after_position, end_position, reason, died_at)
      values (:id, :id, 1, 2, 'refused', now())`,
    change: 'replay_from',
  },
  'exchange.information_systems': { insert: SYSTEM, change: 'name' },
  'exchange.mailboxes': {
    before: inTurn(SYSTEM, DATA_SET_VERSION),
    insert: MAILBOX,
    change: 'position',
  },
  'exchange.permission_events': {
    before: inTurn(FOREIGN_DATA_SET, PERMISSION),
    insert: `insert into exchange.permission_events
        (id, permission_id, kind, occurred_at, actor_kind, side)
      values (:id, :id, 'applied', now(), 'official', 'holder')`,
  },
  'exchange.permissions': { before: FOREIGN_DATA_SET, insert: PERMISSION, change: 'state' },
  'exchange.quarantine': {
    before: DATA_SET_VERSION,
    insert: `insert into exchange.quarantine (id, version_id, problems, received_at)
      values (:id, ${VERSION}, '[]', now())`,
  },
  'exchange.remotes': {
    insert: `insert into exchange.remotes (name, url, sealed_key, renewed_at, organisation_ids)
      values (:id, 'https://a.example', '', now(), array[:organisation]::uuid[])`,
    where: 'name = :id',
    change: 'url',
  },
  'exchange.spool': {
    before: inTurn(DATA_SET_VERSION, UPLOAD),
    insert: `insert into exchange.spool (version_id, upload_id, first_line, lines)
      values (${VERSION}, :id, 1, '')`,
    where: 'upload_id = :id',
  },
  'exchange.topics': {
    insert: `insert into exchange.topics
        (code, organisation_id, name, schema, time_to_live_hours, readers, created_at)
      values (:id, :organisation, '{}', '{}', 1, array[:third]::uuid[], now())`,
    where: 'code = :id',
    change: 'name',
  },
  'exchange.uploads': {
    before: DATA_SET_VERSION,
    insert: UPLOAD,
    change: 'state',
  },
  'exchange.uses': {
    insert: `insert into exchange.uses (id, used_at, version_id, revision, organisation_id,
        actor_kind, how, price_cents)
      values (:id, '2026-05-01', 1, 1, :organisation, 'information-system', 'records', 0)`,
  },
  'exchange.versions': {
    before: DATA_SET,
    insert: `insert into exchange.versions (data_set_id, version, state, revision)
      values (:id, 1, 'sandbox', 1)`,
    where: 'data_set_id = :id',
    change: 'state',
    readBy: 'all',
  },
  'exchange.webhooks': {
    before: inTurn(SYSTEM, DATA_SET_VERSION, MAILBOX),
    insert: `insert into exchange.webhooks (mailbox_id, url, secret, state, due_at, created_at)
      values (:id, 'https://a.example', '', 'active', now(), now())`,
    where: 'mailbox_id = :id',
    change: 'url',
  },
  'identity.alerts': {
    before: OFFICIAL,
    insert: `insert into identity.alerts (id, rule, record_id, act, official_id, organisation_id,
        person_id, looked_at, noted_at)
      values (:id, 'family', :id, 'reliefs.look-up', :id, :organisation, :person, now(), now())`,
  },
  'identity.clients': { insert: CLIENT, where: `id = 'c-' || :id`, change: 'ended_at' },
  'identity.machines': {
    before: CLIENT,
    insert: `insert into identity.machines (client_id, kind, acts_as_id, tokens_from)
      values ('c-' || :id, 'ids', :id, now())`,
    where: 'acts_as_id = :id',
    change: 'networks',
  },
  'identity.mandates': {
    insert: `insert into identity.mandates
        (id, giver_organisation_id, holder_id, acts, valid_from, may_pass_on, given_at, revoked_at)
      values (:id, :organisation, :person, '{use-services}', '2026-01-01', false, now(), now())`,
    change: 'revoked_at',
  },
  'identity.official_keys': {
    before: OFFICIAL,
    insert: `insert into identity.official_keys
        (id, official_id, secret_hash, key_version, created_at, expires_at)
      values (:id, :id, '', 1, now(), now())`,
    change: 'expires_at',
    hidden: true,
  },
  'identity.officials': { insert: OFFICIAL, change: 'ended_at' },
  'identity.role_assignments': {
    before: OFFICIAL,
    insert: `insert into identity.role_assignments
        (id, official_id, role, valid_from, valid_to, proposed_at)
      values (:id, :id, 'editor', '2026-01-01', '2027-01-01', now())`,
    change: 'valid_to',
  },
  'identity.sessions': {
    before: OFFICIAL,
    insert: `insert into identity.sessions (id, secret_hash, person_id, official_id, created_at, expires_at)
      values (:id, :id::bytea, :person, :id, now(), now())`,
    change: 'official_id',
    hidden: true,
  },
  'means.means': {
    insert: `insert into means.means
        (id, person_id, kind, value_hash, key_version, issuer_id, status, valid_from)
      values (:id, :person, 'card', :id::bytea, 1, :organisation, 'active', now())`,
    change: 'status',
  },
  'persons.representations': {
    insert: `insert into persons.representations (id, organisation_id, person_id, manner, register,
        valid_from, recorded_at)
      values (:id, :organisation, :person, 'alone', 'commercial', '2026-01-01', now())`,
    change: 'superseded_at',
  },
  'providers.access_keys': {
    before: IDS,
    insert: `insert into providers.access_keys (id, ids_id, secret_hash, key_version, created_at)
      values (:id, :id, '', 1, now())`,
    change: 'revoked_at',
  },
  'providers.agreement_reliefs': {
    before: AGREEMENT,
    insert: `insert into providers.agreement_reliefs (id, agreement_id, relief_id)
      values (:id, :id, :relief)`,
    change: 'relief_id',
  },
  'providers.agreements': { insert: AGREEMENT, change: 'number' },
  'providers.ids': { insert: IDS, change: 'name' },
  'providers.items': {
    insert: `insert into providers.items (id, organisation_id, code, class, name_lv, name_en)
      values (:id, :organisation, :id, 'ferry', 'A', 'A')`,
    change: 'active',
  },
  'providers.points_of_service': { insert: POINT, change: 'territory' },
  'providers.terminals': {
    before: inTurn(IDS, POINT),
    insert: `insert into providers.terminals (id, ids_id, point_of_service_id, code)
      values (:id, :id, :id, :id)`,
    change: 'status',
  },
  'reliefs.drafts': {
    insert: `insert into reliefs.drafts
        (id, organisation_id, kind, code, text, status, drafted_from, drafted_at)
      values (:id, :organisation, 'relief', :id, 'text', 'draft', 'set', now())`,
    change: 'status',
  },
  'transactions.applied_reliefs': {
    before: inTurn(
      SOLD.replace(':organisation', ':third'),
      `insert into transactions.lines (person_id, transaction_id, line, item_id, class, whose, quantity,
          unit_price_cents, tax_basis_points, relief_cents, compensation_cents)
        values (:person, :id, '1', :id, 'ferry', 'recipient', 1, 1, 0, 1, 0)`,
    ),
    insert: `insert into transactions.applied_reliefs (person_id, transaction_id, line, position, share,
        entitlement_id, relief_id, instruction_id, benefit, grantor_id, units, amount_cents, paid)
      values (:person, :id, '1', 0, 0, :id, :relief, :relief, 0, :organisation, 1, 1, 'at-once')`,
    where: 'transaction_id = :id',
    addedBy: 'functions',
  },
  'transactions.budgets': {
    insert: `insert into transactions.budgets (id, scope_id, grantor_id, territory, period,
        period_start, period_end, total_cents, rest_cents, warn_at)
      values (:id, :id, :organisation, '', 'life', '2026-01-01', '2027-01-01', 1, 1, '{}')`,
    addedBy: 'functions',
  },
  'transactions.postings': {
    before: inTurn(SOLD.replace(':organisation', ':third'), ACT),
    insert: `insert into transactions.postings (person_id, id, transaction_id, sequence, line, relief_id,
        instruction_id, grantor_id, creditor, provider_id, day, amount_cents)
      values (:person, :id, :id, 1, '1', :relief, :relief, :organisation, 'provider', :third,
        '2026-01-01', 1)`,
    addedBy: 'functions',
  },
  'transactions.transactions': { insert: SOLD, addedBy: 'functions' },
};
