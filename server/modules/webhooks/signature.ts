import { createHmac, hkdfSync } from 'node:crypto';
import type { SealKey } from '../../platform/seal-key.ts';

/** The secret of a webhook. It follows from the server's key, so that whoever holds the database alone can sign nothing. */
export const secretOf = (key: SealKey, id: string, generation: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key.secret.export({ type: 'pkcs8', format: 'der' }), '', `linli webhook ${id} ${generation}`, 32));

/** As Standard Webhooks writes secrets. */
export const shownSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

/** The headers of Standard Webhooks: with each secret that holds now one signature. */
export function signedHeaders(id: string, at: Date, body: string, secrets: readonly Buffer[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const sign = (secret: Buffer) => createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  };
}
