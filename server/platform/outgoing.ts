/** This machine, as an address names it. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Refuses an address of ours that would go over a network in the open. @throws one sentence that names the setting */
export function demandEncrypted(setting: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))) return;
  throw new Error(`${setting} must be an https address, or one on this machine: phones, codes and seals go there.`);
}

/**
 * Refuses a database on another machine without a checked certificate: whoever is in between could read and change what goes there. A socket of this machine
 * and its loopback are closed by themselves; so is an address that is none, which the connection itself refuses with its own sentence.
 * @throws one sentence that names the setting
 */
export function demandClosedWay(databaseUrl: string, setting = 'DATABASE_URL', environment: NodeJS.ProcessEnv = process.env): void {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (!url) return;
  // As the driver reads it: the host may be named apart, or by PGHOST, or be a socket with its slashes encoded.
  const host = decodeURIComponent(url.searchParams.get('host') || url.hostname) || environment.PGHOST || '';
  if (host === '' || host.startsWith('/') || LOOPBACK.includes(host)) return;
  if (url.searchParams.get('sslmode') === 'verify-full') return;
  throw new Error(
    `${setting} names another machine without sslmode=verify-full: whoever is in between could read and change what goes there. Add it, with sslrootcert=<file> for an authority of your own (docs/operate/install.md).`,
  );
}
