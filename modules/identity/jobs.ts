import { defineJob } from '../../platform/jobs/index.ts';
import { purgeSessions } from './purge-sessions.ts';

export const identityJobs = [
  defineJob({ name: 'identity.purge-sessions', cron: '40 3 * * *', work: purgeSessions }),
];
