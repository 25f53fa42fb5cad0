const LOOPBACK = ['localhost', '127.0.0.1', '::1', '[::1]'];

/** Refuses an address of ours that would go over a network in the open. @throws one sentence that names the setting */
export function demandEncrypted(setting: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))) return;
  throw new Error(`${setting} must be an https address, or one on this machine: phones, codes and seals go there.`);
}

/** What is wrong with the way to a database on another machine, as a sentence, or null: without a checked certificate anybody between reads along. */
export function openWayTo(databaseUrl: string): string | null {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  const host = url?.searchParams.get('host') ?? url?.hostname ?? '';
  if (host === '' || host.startsWith('/') || LOOPBACK.includes(host)) return null;
  if (url?.searchParams.get('sslmode') === 'verify-full') return null;
  return 'DATABASE_URL names another machine without sslmode=verify-full: whoever is in between can read and change what goes there.';
}
