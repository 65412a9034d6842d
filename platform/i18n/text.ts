import { z } from 'zod';

/** A `LocalizedText` as the API answers it. */
export const Text = z.object({ lv: z.string(), en: z.string() });
