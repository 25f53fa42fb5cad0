import { useEffect, useState } from 'react';
import { fetchFile } from '../../kit/call.ts';

/** An object URL of a stored file while the component shows it; fetched with the receipt code, which an address must not carry. */
export function useFileUrl(id: string | undefined, size: 'original' | 'thumbnail', receipt?: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!id) return;
    let made: string | undefined;
    const stop = new AbortController();
    fetchFile(id, size, { receipt, signal: stop.signal })
      .then((blob) => {
        made = URL.createObjectURL(blob);
        setUrl(made);
      })
      .catch(() => undefined);
    return () => {
      stop.abort();
      if (made) URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [id, size, receipt]);
  return url;
}
