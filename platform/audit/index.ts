export { type AuditRecord, makeAuditRecord } from './audit-record.ts';
export { forgetContent, type Retention } from './forget-content.ts';
export { type NotedHead, readHeads } from './head.ts';
export { SEALING, sealAudit, startSealer } from './seal-audit.ts';
export { type HeadPlaces, sendHead } from './send-head.ts';
export { countSubjects } from './sql/count-subjects.ts';
export { findNextSealed } from './sql/find-next-sealed.ts';
export {
  type ReadAuditRecord,
  selectAuditRecords,
} from './sql/select-audit-records.ts';
export { type SealedRecord, selectSealedRecords } from './sql/select-sealed-records.ts';
export { type AuditVerdict, verifyAudit } from './verify-audit.ts';
export { writeAudit } from './write-audit.ts';
