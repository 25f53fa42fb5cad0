import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppealDraft, device } from '../device.ts';

export const EMPTY_DRAFT: AppealDraft = { words: '', photos: [], address: '', hideName: false, name: '', phone: '' };

/** True when there is something worth keeping. */
export function hasContent(draft: AppealDraft): boolean {
  return Boolean(draft.words.trim() || draft.photos.length || draft.voice);
}

/**
 * The draft on this device, written back half a second after the last change and at once when the page is left,
 * so that a closed tab or a dead battery loses at most the last word.
 */
export function useDraft(): {
  draft: AppealDraft | undefined;
  restored: boolean;
  change: (part: Partial<AppealDraft>) => void;
  clear: () => void;
  forget: () => void;
} {
  const [draft, setDraft] = useState<AppealDraft>();
  const [restored, setRestored] = useState(false);
  const latest = useRef<AppealDraft>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    void device
      .draft()
      .catch(() => undefined)
      .then((kept) => {
        latest.current = { ...EMPTY_DRAFT, ...kept };
        setDraft(latest.current);
        setRestored(kept !== undefined && hasContent(kept));
      });
    const keepNow = () => {
      clearTimeout(timer.current);
      if (latest.current) void device.keepDraft(latest.current);
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

  const change = useCallback((part: Partial<AppealDraft>) => {
    if (!latest.current) return;
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current && void device.keepDraft(latest.current), 500);
  }, []);

  const clear = useCallback(() => {
    if (!latest.current) return;
    const { village, grid, name, phone } = latest.current;
    latest.current = { ...EMPTY_DRAFT, village, grid, name, phone };
    setDraft(latest.current);
    setRestored(false);
    void device.dropDraft();
  }, []);

  // After sending, the words live in the outbox; leaving the page must not bring the draft back.
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = undefined;
  }, []);

  return { draft, restored, change, clear, forget };
}
