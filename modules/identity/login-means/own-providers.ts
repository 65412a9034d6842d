import { readLoginMeansFile } from './list-login-means.ts';

/**
 * The login means at which institutions sign on their own officials, and nobody else: the code of the
 * organisation by that of the means.
 */
export type OwnProviders = ReadonlyMap<string, string>;

/** What `amr` says of a login at an institution's own provider, beside the means: it is an official's alone. */
export const OFFICIALS_ONLY = 'officials-only';

/** Those of the file that says what was agreed with outside parties. */
export function readOwnProviders(file: string | undefined): OwnProviders {
  return new Map(
    readLoginMeansFile(file).flatMap((one) =>
      'organisation' in one && one.organisation ? [[one.code, one.organisation]] : [],
    ),
  );
}

/**
 * Whether an official of an organisation may have signed on so: where it has an own provider, by that alone.
 * Without means: by an access key.
 */
export function mayBeOfficial(
  providers: OwnProviders,
  organisation: string | null | undefined,
  means: string | null,
): boolean {
  const own = [...providers].filter(([, code]) => code === organisation).map(([code]) => code);
  return own.length === 0 || own.some((code) => code === means);
}
