import type { Configuration } from 'openid-client';
import type { IdentityProvider } from '../../platform/app.ts';
import { sha256 } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';

const PATIENCE_SECONDS = 5;
const BELIEVED_FOR = 60 * 60_000;
/** A provider that does not answer must not hold every connection of ours. */
const MOST_AT_ONCE = 3;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Who the provider says somebody is. */
export interface Proven {
  subject: string;
  /** The claim named in LINLI_OIDC_CLAIM, if it has one. */
  claim: string | null;
  /** The provider says that more than a password was asked. */
  strong: boolean;
}

const known = new WeakMap<IdentityProvider, { at: number; configuration: Configuration }>();
let busy = 0;

const unreachable = () => new Problem('unavailable', { detail: '统一身份认证现在连不上，请稍后再试，或者用密码登录。', retryAfter: 10 });

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= MOST_AT_ONCE) throw unreachable();
  busy++;
  try {
    return await work();
  } finally {
    busy--;
  }
}

/** What the provider says of itself, asked once an hour. Plain HTTP only on this machine. */
async function configurationOf(provider: IdentityProvider): Promise<Configuration> {
  const found = known.get(provider);
  if (found && performance.now() - found.at < BELIEVED_FOR) return found.configuration;
  const { allowInsecureRequests, ClientSecretBasic, discovery, enableNonRepudiationChecks, None } = await import('openid-client');
  const issuer = new URL(provider.issuer);
  const plain = issuer.protocol === 'http:' && LOOPBACK.includes(issuer.hostname);
  const configuration = await discovery(
    issuer,
    provider.clientId,
    undefined,
    provider.clientSecret === null ? None() : ClientSecretBasic(provider.clientSecret),
    // Without the checks the signature is left to TLS, and whoever sits between us and the provider could say who somebody is.
    { timeout: PATIENCE_SECONDS, execute: [enableNonRepudiationChecks, ...(plain ? [allowInsecureRequests] : [])] },
  );
  known.set(provider, { at: performance.now(), configuration });
  return configuration;
}

/** State, nonce and PKCE verifier all follow from a secret that only the browser that began keeps; here only its hash is kept. */
export const secretsOf = (flow: string) => {
  const derived = (what: string) => Buffer.from(sha256(`provider:${what}:${flow}`), 'hex').toString('base64url');
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') };
};

/** Where to send the browser. */
export const addressOf = (provider: IdentityProvider, flow: string, redirect: string): Promise<string> =>
  limited(async () => {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
    const { state, nonce, verifier } = secretsOf(flow);
    const configuration = await configurationOf(provider).catch(() => Promise.reject(unreachable()));
    return buildAuthorizationUrl(configuration, {
      redirect_uri: redirect,
      scope: provider.scope,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).href;
  });

/** Exchanges the code and checks signature, issuer, audience, time, nonce and state. Throws `sign-in-failed`, or `unavailable` where nobody answers. */
export const prove = (provider: IdentityProvider, flow: string, answered: URL): Promise<Proven> =>
  limited(async () => {
    const { authorizationCodeGrant } = await import('openid-client');
    const { state, nonce, verifier } = secretsOf(flow);
    const configuration = await configurationOf(provider).catch(() => Promise.reject(unreachable()));
    const tokens = await authorizationCodeGrant(configuration, answered, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    }).catch((error: { code?: string; name?: string }) => {
      if (error.name === 'TypeError' || error.code === 'OAUTH_TIMEOUT') throw unreachable();
      throw new Problem('sign-in-failed', { detail: '统一身份认证的答复不对，请从登录页重新开始。' });
    });
    const claims = tokens.claims();
    if (!claims) throw new Problem('sign-in-failed', { detail: '统一身份认证没有说您是谁，请联系管理员。' });
    const claim = provider.claim === null ? null : claims[provider.claim];
    const verified = provider.claim !== 'email' || claims.email_verified === true;
    const means = [...(Array.isArray(claims.amr) ? claims.amr : []), claims.acr];
    return {
      subject: claims.sub,
      claim: typeof claim === 'string' && verified ? claim.trim().toLowerCase() : null,
      strong: means.some((one) => typeof one === 'string' && provider.strong.includes(one)),
    };
  });
