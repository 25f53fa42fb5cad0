import { useEffect, useState } from 'react';
import { device } from '../device.ts';
import { openForTab, sealForTab } from '../sealed-shelf.ts';

const KEY = 'linli.looked-up';

/** Which receipt code opened which matter in this visit. */
let lookedUp: Record<string, string> = {};

/** What this tab looked up before it was loaded anew; sealed, since browsers write even the storage of a tab to the disk. */
async function before(): Promise<Record<string, string>> {
  try {
    return (await openForTab<Record<string, string>>(sessionStorage.getItem(KEY) ?? '')) ?? {};
  } catch {
    return {};
  }
}

/** Remembers, until the tab is closed, which receipt code opened which matter; on a borrowed phone nothing stays behind. */
export function rememberCode(matter: string, code: string): void {
  lookedUp[matter] = code;
  void before()
    .then((kept) => sealForTab({ ...kept, ...lookedUp }))
    .then((sealed) => sealed && sessionStorage.setItem(KEY, sealed))
    // Without storage it is remembered as long as the page lasts.
    .catch(() => undefined);
}

/** Forgets every code that was looked up. */
export function forgetCodes(): void {
  lookedUp = {};
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/** The receipt code that opens a matter on this device: filed here, or looked up in this visit. `ready` is false while looking. */
export function useReceiptCode(matter: string): { ready: boolean; code?: string } {
  const [found, setFound] = useState<{ ready: boolean; code?: string }>({ ready: false });
  useEffect(() => {
    void Promise.all([device.receipts().catch(() => []), before()]).then(([kept, earlier]) => {
      const code = kept.find((receipt) => receipt.matter === matter)?.receipt ?? lookedUp[matter] ?? earlier[matter];
      setFound({ ready: true, code });
    });
  }, [matter]);
  return found;
}
