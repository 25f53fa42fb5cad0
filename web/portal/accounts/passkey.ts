import { call, newCommandId } from '../../kit/call.ts';

/** Whether this browser can keep a passkey at all; without https it cannot. */
export const knowsPasskeys = (): boolean => 'PublicKeyCredential' in window;

/** Signs in with a passkey of this device and says whom it speaks for. Throws the browser's own error where its owner broke off or has none here. */
export async function signInWithPasskey(): Promise<{ id: string; name: string }[]> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { options } = await call('accounts.residentPasskeyOptions', {}, { commandId: newCommandId() });
  const response = await startAuthentication({ optionsJSON: options as never });
  const { persons } = await call('accounts.signInAsResident', { response: response as never }, { commandId: newCommandId() });
  return persons;
}
