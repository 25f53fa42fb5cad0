import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IdentityProvider } from '../platform/app.ts';

/** As far as the tests know the package, which brings no types. */
interface Provider {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  interactionDetails(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<{
    prompt: { name: string; details: { missingOIDCScope?: string[] } };
    params: { client_id: string };
    session?: { accountId: string };
  }>;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  Grant: new (of: { accountId?: string; clientId: string }) => { addOIDCScope(scope: string): void; save(): Promise<string> };
}

/** Who signs in at the provider next, and how. */
export interface Someone {
  sub: string;
  username?: string;
  amr?: string[];
}

export interface RealProvider {
  settings: IdentityProvider;
  /** Changes each ID token on its way to us, as somebody between us and the provider could; null for none. */
  tamper: ((token: string) => string) | null;
  /** Follows an address as a browser does and answers the address the provider sends it back to. */
  follow(url: string, as: Someone): Promise<URL>;
  stop(): Promise<void>;
}

const SECRET = 'a secret only the two of us know';

/** A real identity provider on this machine, which lets in whoever the test says. */
export async function realProvider(redirect: string): Promise<RealProvider> {
  const people = new Map<string, Someone>();
  let next: Someone = { sub: 'nobody' };
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const name = 'oidc-provider';
  const { default: Oidc } = (await import(name)) as { default: new (issuer: string, configuration: object) => Provider };
  const provider = new Oidc(issuer, {
    clients: [
      {
        client_id: 'linli',
        client_secret: SECRET,
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'amr'], profile: ['preferred_username'] },
    cookies: { keys: ['for the tests'] },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: people.get(sub)?.username }),
    }),
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (request.url === '/token' && here.tamper !== null) forge(response, here.tamper);
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: next.sub, amr: next.amr } });
    const grant = new provider.Grant({ accountId: session?.accountId as string, clientId: params.client_id });
    grant.addOIDCScope('openid profile');
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });

  const here: RealProvider = {
    tamper: null,
    settings: {
      issuer,
      clientId: 'linli',
      clientSecret: SECRET,
      scope: 'openid profile',
      name: '统一身份认证',
      claim: null,
      strong: ['mfa'],
    },
    async follow(url, as) {
      next = as;
      people.set(as.sub, as);
      const jar = new Map<string, string>();
      for (let at = new URL(url), turns = 0; turns < 12; turns++) {
        const response = await fetch(at, {
          redirect: 'manual',
          headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';');
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const location = response.headers.get('location');
        if (!location) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
        at = new URL(location, at);
        if (at.href.startsWith(redirect)) return at;
      }
      throw new Error('the provider sends in circles');
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return here;
}

/** Answers with another ID token than the provider made. */
function forge(response: ServerResponse, tamper: (token: string) => string): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.end = ((body: string | Buffer) => {
    const told = JSON.parse(String(body)) as { id_token: string };
    const forged = JSON.stringify({ ...told, id_token: tamper(told.id_token) });
    response.setHeader('content-length', Buffer.byteLength(forged));
    return end(forged);
  }) as typeof response.end;
}
