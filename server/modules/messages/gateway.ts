import { secretText } from '../../platform/secret-setting.ts';

/** What became of one short message. The problem is a sentence without number or text of the message. */
export type SendOutcome = { ok: true } | { ok: false; problem: string };

/** Carries short messages to phones. */
export interface SmsGateway {
  /** Whether messages reach a phone at all; the outbox page says so when they do not. */
  delivers: boolean;
  send(message: { phone: string; text: string }): Promise<SendOutcome>;
}

const PATIENCE_MS = 10_000;

/** POSTs `{phone, text}` as JSON with a bearer token; any 2xx is delivery, anything else within ten seconds a problem. */
export function httpGateway(url: string, token: string): SmsGateway {
  return {
    delivers: true,
    async send(message) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
          body: JSON.stringify(message),
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        await response.body?.cancel();
        return response.ok ? { ok: true } : { ok: false, problem: `短信网关回答 ${response.status}` };
      } catch (error) {
        return { ok: false, problem: (error as Error).name === 'TimeoutError' ? '短信网关 10 秒没有回答' : '连不上短信网关' };
      }
    },
  };
}

/** Without a gateway messages stay in the table, to be read on the outbox page. */
export const outboxGateway: SmsGateway = { delivers: false, send: async () => ({ ok: true }) };

/** The gateway of this installation: LINLI_SMS_URL with LINLI_SMS_TOKEN, else the outbox. */
export function gatewayOf(env: NodeJS.ProcessEnv): SmsGateway {
  return env.LINLI_SMS_URL ? httpGateway(env.LINLI_SMS_URL, secretText('LINLI_SMS_TOKEN', env) ?? '') : outboxGateway;
}
