import { classifierErrors, classifierRoutes } from '../../modules/classifiers/index.ts';
import {
  entitlementErrors,
  entitlementRoutes,
  followLoad,
  followPublications,
  recomputeDiffering,
} from '../../modules/entitlements/index.ts';
import {
  exchangeErrors,
  exchangeRoutes,
  forgetErased,
  forgetUses,
  purgeChanges,
  purgeMessages,
  purgeUploads,
  remindOfEnds,
  systemAuthenticator,
  type Waking,
} from '../../modules/exchange/index.ts';
import {
  alertRoutes,
  auditRoutes,
  deskRoutes,
  type IdentityOptions,
  identityErrors,
  identityRoutes,
  lookRoutes,
  machineAuthenticator,
  machineRoutes,
  mandateRoutes,
  noteCountedRefusals,
  officialAuthenticator,
  personTokenAuthenticator,
  purgeArtifacts,
  purgeConfirmations,
  purgeLogIns,
  purgeSessions,
  roleRoutes,
  rotateSigningKeys,
  secondFactorRoutes,
  sessionAuthenticator,
  watchLooks,
} from '../../modules/identity/index.ts';
import { meansErrors, meansRoutes, purgeOneTimeCodes } from '../../modules/means/index.ts';
import { personErrors } from '../../modules/persons/index.ts';
import {
  idsAuthenticator,
  ownTerminalRoutes,
  providerErrors,
  providerRoutes,
} from '../../modules/providers/index.ts';
import { registerErrors, registerRoutes, watchFreshness } from '../../modules/registers/index.ts';
import {
  comparisonRoutes,
  definitionRoutes,
  explainingRoutes,
  publishingRoutes,
  reliefErrors,
  reliefRoutes,
} from '../../modules/reliefs/index.ts';
import {
  budgetRoutes,
  idsRoutes,
  previewRoutes,
  recipientTransactionRoutes,
  reviewRoutes,
  transactionErrors,
  transactionJobs,
} from '../../modules/transactions/index.ts';
import { forgetContent, type HeadPlaces, sendHead } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';
import type { Authenticator, Routes } from '../../platform/http/http-app.ts';
import { defineJob, type Job } from '../../platform/jobs/index.ts';
import { AUDIT_RETENTION } from './audit-retention.ts';

/** What the modules put into the server. A new module is added here and nowhere else. */
export function listRoutes(options: IdentityOptions & { waking?: Waking | undefined }): Routes[] {
  return [
    classifierRoutes,
    entitlementRoutes(options),
    exchangeRoutes(options),
    identityRoutes(options),
    auditRoutes,
    alertRoutes,
    lookRoutes,
    machineRoutes,
    roleRoutes,
    secondFactorRoutes,
    deskRoutes,
    mandateRoutes(options),
    meansRoutes,
    providerRoutes,
    ownTerminalRoutes,
    registerRoutes,
    reliefRoutes,
    publishingRoutes,
    definitionRoutes,
    comparisonRoutes,
    explainingRoutes,
    idsRoutes,
    recipientTransactionRoutes,
    budgetRoutes,
    reviewRoutes,
    previewRoutes(),
  ];
}

/** In the order in which they are asked. Each server has its own, with its own memory. */
export function makeAuthenticators(options: {
  certificateHeader?: string | undefined;
  loginMeansFile?: string | undefined;
}): Authenticator[] {
  return [
    idsAuthenticator(),
    machineAuthenticator(options),
    personTokenAuthenticator,
    officialAuthenticator(options),
    systemAuthenticator,
    sessionAuthenticator(options),
  ];
}

export const ERROR_CATALOGUES: readonly ErrorCatalogue[] = [
  classifierErrors,
  entitlementErrors,
  exchangeErrors,
  identityErrors,
  meansErrors,
  personErrors,
  providerErrors,
  registerErrors,
  reliefErrors,
  transactionErrors,
];

/** The head of the audit goes to other places, when the settings name some. */
export function headJobs(places: HeadPlaces): Job[] {
  if (places.folder === undefined && places.url === undefined) return [];
  const work = (context: Context) => sendHead(context, places);
  return [
    defineJob({
      name: 'audit.send-head',
      permission: { organisations: 'none', changes: [] },
      cron: '*/10 * * * *',
      work,
    }),
  ];
}

export const JOBS: readonly Job[] = [
  defineJob({
    name: 'identity.purge-confirmations',
    permission: { organisations: 'none', changes: ['identity'] },
    cron: '25 3 * * *',
    work: purgeConfirmations,
  }),
  defineJob({
    name: 'identity.purge-sessions',
    permission: { organisations: 'all', changes: ['identity'] },
    cron: '20 3 * * *',
    work: purgeSessions,
  }),
  defineJob({
    name: 'identity.purge-artifacts',
    permission: { organisations: 'none', changes: ['identity'] },
    cron: '*/10 * * * *',
    work: purgeArtifacts,
  }),
  defineJob({
    name: 'identity.count-refused-log-ins',
    permission: { organisations: 'none', changes: ['identity', 'audit'] },
    cron: '* * * * *',
    work: noteCountedRefusals,
  }),
  defineJob({
    name: 'identity.purge-log-ins',
    permission: { organisations: 'none', changes: ['identity'] },
    cron: '25 3 * * *',
    work: purgeLogIns,
  }),
  defineJob({
    name: 'identity.rotate-signing-keys',
    permission: { organisations: 'none', changes: ['identity', 'audit'] },
    cron: '5 * * * *',
    work: rotateSigningKeys,
  }),
  defineJob({
    name: 'identity.watch-looks',
    permission: { organisations: 'all', changes: ['identity'] },
    cron: '* * * * *',
    work: watchLooks,
  }),
  defineJob({
    name: 'audit.forget-content',
    permission: { organisations: 'none', changes: ['audit'] },
    cron: '10 4 * * *',
    work: async (context) => await forgetContent(context, AUDIT_RETENTION),
  }),
  defineJob({
    name: 'means.purge-one-time-codes',
    permission: { organisations: 'all', changes: ['means'] },
    cron: '40 3 * * *',
    work: async (context) => void (await purgeOneTimeCodes(context)),
  }),
  defineJob({
    name: 'entitlements.follow-publications',
    permission: { organisations: 'none', changes: ['entitlements', 'platform'] },
    cron: '* * * * *',
    work: async (context) => void (await followPublications(context)),
  }),
  defineJob({
    name: 'entitlements.follow-load',
    permission: { organisations: 'none', changes: ['entitlements'] },
    cron: '* * * * *',
    work: async (context) => {
      const onProgress = (progress: object) =>
        context.log.info(progress, 'entitlements of a load follow');
      await followLoad(context, { onProgress });
    },
  }),
  defineJob({
    name: 'entitlements.recompute-differing',
    permission: { organisations: 'none', changes: ['entitlements'] },
    cron: '30 2 * * *',
    work: async (context) => void (await recomputeDiffering(context)),
  }),
  defineJob({
    name: 'registers.watch-freshness',
    permission: { organisations: 'all', changes: ['registers', 'classifiers', 'audit'] },
    cron: '*/5 * * * *',
    work: watchFreshness,
  }),
  defineJob({
    name: 'exchange.purge-uploads',
    permission: { organisations: 'all', changes: ['exchange'] },
    cron: '50 3 * * *',
    work: purgeUploads,
  }),
  defineJob({
    name: 'exchange.purge-changes',
    permission: { organisations: 'all', changes: ['exchange'] },
    cron: '10 1 * * *',
    work: purgeChanges,
  }),
  defineJob({
    name: 'exchange.purge-messages',
    permission: { organisations: 'all', changes: ['exchange'] },
    cron: '40 1 * * *',
    work: purgeMessages,
  }),
  defineJob({
    name: 'exchange.forget-uses',
    permission: { organisations: 'none', changes: ['exchange'] },
    cron: '30 1 2 1 *',
    work: forgetUses,
  }),
  defineJob({
    name: 'exchange.remind-of-ends',
    permission: { organisations: 'all', changes: ['exchange'] },
    cron: '10 * * * *',
    work: remindOfEnds,
  }),
  defineJob({
    name: 'exchange.forget-erased',
    permission: { organisations: 'none', changes: ['exchange'] },
    cron: '55 3 * * *',
    work: forgetErased,
  }),
  ...transactionJobs,
];
