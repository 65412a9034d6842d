export { type AuditRecord, makeAuditRecord } from './audit-record.ts';
export { sealAudit, startSealer } from './seal-audit.ts';
export { type AuditVerdict, type NotedHead, verifyAudit } from './verify-audit.ts';
export { writeAudit } from './write-audit.ts';
