let offsetMs = 0;

/** Remembers how far the server's clock is from this machine's: the simulated country travels in time. */
export function setServerClock(serverNow: string): void {
  offsetMs = Date.parse(serverNow) - Date.now();
}

/** The present instant by the server's clock. */
export function serverNow(): Date {
  return new Date(Date.now() + offsetMs);
}
