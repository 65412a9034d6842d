import { z } from 'zod';

/** A code of a classifier, an organisation, a group: small letters and digits. */
export const Code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A code in capitals: of a relief, of a coupon, of a quota or budget that several reliefs share. */
export const CapitalCode = z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
