import { useEffect, useState } from 'react';
import { device } from '../device.ts';

/** Which receipt code opened which matter in this visit; in memory alone, since browsers write even the storage of a tab to the disk. */
const lookedUp = new Map<string, string>();

/** Remembers a code until the page is left or loaded anew; on a borrowed phone nothing stays behind. */
export function rememberCode(matter: string, code: string): void {
  lookedUp.set(matter, code);
}

/** Forgets every code that was looked up. */
export const forgetCodes = (): void => lookedUp.clear();

/** The receipt code that opens a matter on this device: filed here, or looked up in this visit. `ready` is false while looking. */
export function useReceiptCode(matter: string): { ready: boolean; code?: string } {
  const [found, setFound] = useState<{ ready: boolean; code?: string }>({ ready: false });
  useEffect(() => {
    void device
      .receipts()
      .catch(() => [])
      .then((kept) => {
        setFound({ ready: true, code: kept.find((receipt) => receipt.matter === matter)?.receipt ?? lookedUp.get(matter) });
      });
  }, [matter]);
  return found;
}
