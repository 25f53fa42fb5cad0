import { call, newCommandId } from '../../kit/call.ts';

const KEPT = 'linli-provider';

interface Begun {
  flow: string;
  next: string;
}

/** Leaves for the identity provider; what it answers is believed only by the tab that began. */
export async function goToProvider(next: string): Promise<void> {
  const { url, flow } = await call('accounts.beginProvider', {}, { commandId: newCommandId() });
  sessionStorage.setItem(KEPT, JSON.stringify({ flow, next } satisfies Begun));
  location.assign(url);
}

/** What the identity provider sent back with the browser, read once and taken out of the address. */
export function answerOfProvider(): { flow: string; next: string; code: string; state: string; iss?: string; refused: boolean } | null {
  const given = new URLSearchParams(location.search);
  const kept = sessionStorage.getItem(KEPT);
  if (!given.has('state') || !kept) return null;
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, '', location.pathname);
  const { flow, next } = JSON.parse(kept) as Begun;
  const iss = given.get('iss');
  return { flow, next, code: given.get('code') ?? '', state: given.get('state') ?? '', ...(iss && { iss }), refused: !given.has('code') };
}
