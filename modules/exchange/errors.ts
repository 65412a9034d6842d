import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';
import { FILE_ERRORS } from '../../platform/files/file-errors.ts';
import { DATA_SET_ERRORS } from './data-sets/errors.ts';
import { ERASURE_ERRORS } from './erasure/errors.ts';
import { INTAKE_ERRORS } from './intake/errors.ts';
import { MAILBOX_ERRORS } from './mailboxes/errors.ts';
import { MESSAGE_ERRORS } from './messages/errors.ts';
import { ODATA_ERRORS } from './odata/errors.ts';
import { PERMISSION_ERRORS } from './permissions/errors.ts';
import { READING_ERRORS } from './reading/errors.ts';
import { SYSTEM_ERRORS } from './systems/errors.ts';
import { DATA_SET_TEXT_ERRORS } from './text/errors.ts';
import { VIRTUAL_ERRORS } from './virtual/errors.ts';
import { WEBHOOK_ERRORS } from './webhooks/errors.ts';

/** Every refusal of this module. */
export const exchangeErrors = {
  ...DATA_SET_TEXT_ERRORS,
  ...SYSTEM_ERRORS,
  ...DATA_SET_ERRORS,
  ...FILE_ERRORS,
  ...ERASURE_ERRORS,
  ...VIRTUAL_ERRORS,
  ...INTAKE_ERRORS,
  ...READING_ERRORS,
  ...ODATA_ERRORS,
  ...MAILBOX_ERRORS,
  ...MESSAGE_ERRORS,
  ...WEBHOOK_ERRORS,
  ...PERMISSION_ERRORS,
} as const satisfies ErrorCatalogue;
