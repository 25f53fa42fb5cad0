import { useCallback, useEffect, useRef, useState } from 'react';
import { type Drafts, device } from './device.ts';

/** How a kind of draft begins, when it is worth keeping, and what stays when it is emptied. */
export interface DraftKind<Draft> {
  empty: Draft;
  hasContent: (draft: Draft) => boolean;
  emptied: (draft: Draft) => Draft;
}

/**
 * A draft on this device, written back half a second after the last change and at once when the page is left,
 * so that a closed tab or a dead battery loses at most the last word. The key stays the same while the component lives.
 */
export function useDraft<Key extends keyof Drafts>(
  key: Key,
  kind: DraftKind<Drafts[Key]>,
): {
  draft: Drafts[Key] | undefined;
  restored: boolean;
  change: (part: Partial<Drafts[Key]>) => void;
  clear: () => void;
  forget: () => void;
} {
  type Draft = Drafts[Key];
  const { empty, hasContent, emptied } = kind;
  const [draft, setDraft] = useState<Draft>();
  const [restored, setRestored] = useState(false);
  const latest = useRef<Draft>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and its kind stay the same while the component lives.
  useEffect(() => {
    void device
      .draft(key)
      .catch(() => undefined)
      .then((kept) => {
        latest.current = { ...empty, ...kept };
        setDraft(latest.current);
        setRestored(kept !== undefined && hasContent(kept));
      });
    const keepNow = () => {
      clearTimeout(timer.current);
      if (latest.current) void device.keepDraft(key, latest.current);
    };
    const hidden = () => document.visibilityState === 'hidden' && keepNow();
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', keepNow);
    return () => {
      keepNow();
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', keepNow);
    };
  }, []);

  const change = useCallback(
    (part: Partial<Draft>) => {
      if (!latest.current) return;
      latest.current = { ...latest.current, ...part };
      setDraft(latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current && void device.keepDraft(key, latest.current), 500);
    },
    [key],
  );

  const clear = useCallback(() => {
    if (!latest.current) return;
    latest.current = emptied(latest.current);
    setDraft(latest.current);
    setRestored(false);
    void device.dropDraft(key);
  }, [key, emptied]);

  // After sending, the words live in the outbox; leaving the page must not bring the draft back.
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = undefined;
  }, []);

  return { draft, restored, change, clear, forget };
}
