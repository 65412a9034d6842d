export { type AuditRecord, makeAuditRecord } from './audit-record.ts';
export { forgetContent, type Retention } from './forget-content.ts';
export { sealAudit, startSealer } from './seal-audit.ts';
export {
  type ReadAuditRecord,
  selectAuditRecords,
} from './sql/select-audit-records.ts';
export { type AuditVerdict, type NotedHead, verifyAudit } from './verify-audit.ts';
export { writeAudit } from './write-audit.ts';
