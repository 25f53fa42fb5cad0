import { useEffect, useState } from 'react';
import { device } from '../device.ts';

const KEY = 'linli.looked-up';

function read(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

/** Remembers, until the browser is closed, which receipt code opened which matter; on a borrowed phone nothing stays behind. */
export function rememberCode(matter: string, code: string): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...read(), [matter]: code }));
  } catch {
    // Without storage the code has to be typed again.
  }
}

/** The receipt code that opens a matter on this device: filed here, or looked up in this visit. `ready` is false while looking. */
export function useReceiptCode(matter: string): { ready: boolean; code?: string } {
  const [found, setFound] = useState<{ ready: boolean; code?: string }>({ ready: false });
  useEffect(() => {
    void device
      .receipts()
      .catch(() => [])
      .then((kept) => {
        setFound({ ready: true, code: kept.find((receipt) => receipt.matter === matter)?.receipt ?? read()[matter] });
      });
  }, [matter]);
  return found;
}
