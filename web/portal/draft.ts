import { useCallback, useEffect, useRef, useState } from 'react';
import { type Drafts, device } from './device.ts';

/** How a kind of draft begins, when it is worth keeping, and what stays when it is emptied. */
export interface DraftKind<Draft> {
  empty: Draft;
  hasContent: (draft: Draft) => boolean;
  emptied: (draft: Draft) => Draft;
}

/**
 * Keeps the newest of a draft: sealed with each change, since a page that is being closed has no time left for it, and laid down when told to,
 * or as soon as it is sealed.
 */
function draftKeeper<Key extends keyof Drafts>(key: Key) {
  let newest: Drafts[Key] | undefined;
  let sealed: (() => Promise<void>) | undefined;
  let due = false;
  let sealedIsNewest = true;
  const lay = () => {
    if (!due || !sealed) return;
    // Where the newest is still being sealed, the one before it is better than nothing.
    due = !sealedIsNewest;
    void sealed();
  };
  return {
    take(draft: Drafts[Key]) {
      newest = draft;
      sealedIsNewest = false;
      void device.prepareDraft(key, draft).then((prepared) => {
        if (newest !== draft) return;
        sealed = prepared;
        sealedIsNewest = true;
        lay();
      });
    },
    keepNow() {
      due = newest !== undefined;
      lay();
    },
    stop() {
      newest = undefined;
      sealed = undefined;
      sealedIsNewest = true;
      due = false;
    },
  };
}

/**
 * A draft on this device, sealed with each change, written back half a second after the last one and at once when the page is left, so that a
 * closed tab or a dead battery loses at most the last word. The key stays the same while the component lives.
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
  const keeper = useRef(draftKeeper(key));

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
      keeper.current.keepNow();
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

  const change = useCallback((part: Partial<Draft>) => {
    if (!latest.current) return;
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    keeper.current.take(latest.current);
    clearTimeout(timer.current);
    timer.current = setTimeout(keeper.current.keepNow, 500);
  }, []);

  const clear = useCallback(() => {
    if (!latest.current) return;
    latest.current = emptied(latest.current);
    setDraft(latest.current);
    setRestored(false);
    keeper.current.stop();
    void device.dropDraft(key);
  }, [key, emptied]);

  // After sending, the words live in the outbox; leaving the page must not bring the draft back.
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = undefined;
    keeper.current.stop();
  }, []);

  return { draft, restored, change, clear, forget };
}
