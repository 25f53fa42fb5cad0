import type { Page } from 'playwright-core';

/** Gives the browser of a page a device that keeps passkeys and knows its owner, as a laptop with a fingerprint reader does. */
export async function giveDevice(page: Page) {
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  return {
    knowsOwner: (isUserVerified: boolean) => device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    keys: async () => (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  };
}
