/**
 * What a client prefers of what is offered, by its `Accept` or `Accept-Encoding` (RFC 9110, 12.5): the
 * greatest quality, and of equals the first offered. Undefined: it accepts none by name.
 */
export function negotiate<Offer extends string>(
  header: string | string[] | undefined,
  offers: readonly Offer[],
): Offer | undefined {
  const qualities = new Map(
    String(header ?? '')
      .split(',')
      .map(readPart),
  );
  let best: Offer | undefined;
  for (const offer of offers) {
    const quality = qualities.get(offer) ?? 0;
    if (quality > 0 && (best === undefined || quality > (qualities.get(best) ?? 0))) best = offer;
  }
  return best;
}

function readPart(part: string): [name: string, quality: number] {
  const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
  const stated = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = stated === undefined ? 1 : Number(stated);
  return [name, quality >= 0 && quality <= 1 ? quality : 0];
}
