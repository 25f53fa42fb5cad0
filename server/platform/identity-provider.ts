import type { IdentityProvider } from './app.ts';
import { secretText } from './secret-setting.ts';

/** The identity provider named in the environment, or null. The secret is read as `secretText` says. @throws one sentence when a setting is wrong */
export function providerFrom(environment: NodeJS.ProcessEnv): IdentityProvider | null {
  const issuer = environment.LINLI_OIDC_ISSUER;
  if (!issuer) return null;
  const clientId = environment.LINLI_OIDC_CLIENT_ID;
  if (!clientId) throw new Error('LINLI_OIDC_ISSUER is set, but not LINLI_OIDC_CLIENT_ID.');
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (!url || (url.protocol !== 'https:' && !here)) throw new Error(`LINLI_OIDC_ISSUER is "${issuer}": it must be an https address.`);
  return {
    issuer,
    clientId,
    clientSecret: secretText('LINLI_OIDC_SECRET', environment),
    scope: environment.LINLI_OIDC_SCOPE || 'openid profile',
    name: environment.LINLI_OIDC_NAME || '统一身份认证',
    claim: environment.LINLI_OIDC_CLAIM || null,
    strong: (environment.LINLI_OIDC_STRONG || 'mfa').split(',').map((one) => one.trim()),
  };
}
