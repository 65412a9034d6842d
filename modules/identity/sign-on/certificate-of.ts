import { X509Certificate } from 'node:crypto';
import { errors, type ProviderContext } from 'oidc-provider';

/**
 * The client's certificate (RFC 8705), which the proxy hands over as PEM, percent-encoded, in a header
 * that it takes away from all requests of others.
 */
export function certificateOf(
  context: ProviderContext,
  header: string | undefined,
): string | undefined {
  const text = header === undefined ? '' : context.get(header);
  if (text === '') return undefined;
  try {
    return new X509Certificate(decodeURIComponent(text)).toString();
  } catch {
    throw new errors.InvalidRequest('the client certificate cannot be read');
  }
}
