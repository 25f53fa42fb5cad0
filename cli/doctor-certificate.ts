import { isIP } from 'node:net';
import { connect, rootCertificates } from 'node:tls';
import { type Finding, finding } from './finding.ts';

const PATIENCE_MS = 10_000;
const DAY = 86_400_000;

/** How a certificate of ours looks to whoever comes from outside. */
export interface SeenCertificate {
  /** Whether the authorities browsers bring along vouch for it and it names this host. */
  publicly: boolean;
  /** Why not, in the words of OpenSSL. */
  why: string;
  until: Date;
}

/** Asks the address as a browser would that trusts public authorities alone, whatever this machine trusts besides; `at` is where its name leads. Rejects when nothing there speaks TLS. */
export function seenCertificate(url: URL, at = url.hostname): Promise<SeenCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: at,
      port: Number(url.port || 443),
      ...(isIP(url.hostname) === 0 && { servername: url.hostname }),
      ca: [...rootCertificates],
      // Nothing is sent; who vouches for it is the answer.
      rejectUnauthorized: false,
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer within 10 seconds')));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const until = new Date(socket.getPeerCertificate().valid_to);
      resolve({ publicly: socket.authorized, why: String(socket.authorizationError ?? ''), until });
      socket.destroy();
    });
  });
}

/** What that means; pure, so that its limits can be tested. */
export function judgeCertificate(url: URL, { publicly, why, until }: SeenCertificate, now: Date): Finding {
  const days = Math.floor((until.getTime() - now.getTime()) / DAY);
  const place = `${url.host} shows a certificate`;
  if (days < 0) return finding('tls', 'fail', `${place} that ended on ${until.toISOString().slice(0, 10)}: renew it, nobody can come in`);
  if (days < 14) return finding('tls', 'warn', `${place} that ends in ${days} days: look why it was not renewed`);
  if (!publicly)
    return finding(
      'tls',
      'warn',
      `${place} that public authorities do not vouch for (${why}): fit for an offline network with its own authority alone`,
    );
  return finding('tls', 'ok', `${place} of a public authority, for ${days} days more`);
}

/** The certificate people meet at LINLI_PUBLIC_URL; nothing where that is no https address. */
export async function certificateFindings(publicUrl: string | undefined, now: Date): Promise<Finding[]> {
  const url = publicUrl && URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  if (url?.protocol !== 'https:') return [];
  try {
    return [judgeCertificate(url, await seenCertificate(url), now)];
  } catch (error) {
    return [finding('tls', 'warn', `${url.host} cannot be asked for its certificate from here (${(error as Error).message})`)];
  }
}
