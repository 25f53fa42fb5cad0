import { call, newCommandId } from './call.ts';

/** Makes a passkey on this device for the own account; without a name it is called by the device. Throws a problem of the server, or the browser's own refusal (cancelled, no such device). */
export async function makePasskey(name?: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { options } = await call('accounts.passkeyOptions', {}, { commandId: newCommandId() });
  const response = await startRegistration({ optionsJSON: options as never });
  await call('accounts.addPasskey', { response: response as never, ...(name && { name }) }, { commandId: newCommandId() });
}
