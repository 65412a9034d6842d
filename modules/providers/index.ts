/** The door of the providers: agreements, IDS and their access keys, terminals, catalogues. */
export { hashAccessKey, makeAccessKeyText, readAccessKeyId } from './access-key.ts';
