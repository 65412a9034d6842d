export { defineJob, type Job } from './define-job.ts';
export { prepareJobs, startJobs } from './start-jobs.ts';
