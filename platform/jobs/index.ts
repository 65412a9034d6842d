export { defineJob, type Job } from './define-job.ts';
export { prepareJobs, type RunningJobs, startJobs } from './start-jobs.ts';
