import { useCallback, useEffect, useRef, useState } from 'react';
import { dropDraftFiles, keepDraftFile, keepValue, keptDraftFile, keptValue } from './app.ts';
import { filesIn, laidOver, withBytes, withoutBytes } from './draft-files.ts';
import { useOpen } from './state.ts';

/** How long after the last letter a draft is written, in milliseconds. */
const REST = 400;

export interface DraftOf<Value> {
  draft: Value;
  /** Something unfinished was found and put back. */
  restored: boolean;
  change: (part: Partial<Value>) => void;
  /** Forgets it, once it is in the outbox or its author wants to begin anew. */
  clear: () => Promise<void>;
}

/**
 * What is being written on a screen, kept sealed under `id` while it is; a killed app loses at most the last word. It has a command id of its own from the
 * first letter on, so that a draft which was sent is never sent twice. `given` is what the screen begins with instead of something unfinished, if anything.
 */
export function useDraft<Value extends { commandId: string }>({
  id,
  fresh,
  hasContent,
  given,
}: {
  id: string;
  fresh: () => Value;
  hasContent: (draft: Value) => boolean;
  given?: () => Promise<Value | undefined>;
}): DraftOf<Value> {
  const open = useOpen();
  const [draft, setDraft] = useState<Value>(fresh);
  const [restored, setRestored] = useState(false);
  const latest = useRef<Value>(undefined);
  // Two changes may come before the page is drawn again, such as a photo that took its time.
  const shownNow = useRef(draft);
  shownNow.current = draft;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What a quick hand wrote before the beginning was there; it stands above what is put back.
  const early = useRef<Partial<Value>>({});
  const begin = useRef({ given, hasContent, entries: open.entries, done: false });

  const write = useCallback(async () => {
    clearTimeout(timer.current);
    const now = latest.current;
    latest.current = undefined;
    // A phone without room says so when it is sent; until then the page has it all.
    if (now) await keepValue('draft', id, withoutBytes(now)).catch(() => undefined);
  }, [id]);

  useEffect(() => {
    // Only when the page opens: what is typed afterwards must not be replaced.
    const { given: start, hasContent: isWorth, entries, done } = begin.current;
    if (done) return;
    begin.current.done = true;
    const putBack = (begun: Value) => {
      const next = laidOver(begun, early.current) as Value;
      shownNow.current = next;
      if (latest.current) latest.current = next;
      setDraft(next);
    };
    void (async () => {
      const begun = await start?.();
      if (begun) return putBack(begun);
      const kept = await keptValue<Value>('draft', id);
      if (!kept || entries.some((entry) => entry.commandId === kept.commandId)) return;
      const shown = (await withBytes(kept, keptDraftFile)) as Value;
      if (!isWorth(shown)) return;
      putBack(shown);
      setRestored(true);
    })();
  }, [id]);
  useEffect(() => {
    const leave = () => void write();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  }, [write]);

  const change = (part: Partial<Value>) => {
    early.current = { ...early.current, ...part };
    const had = shownNow.current;
    const next = { ...had, ...part };
    shownNow.current = next;
    setDraft(next);
    latest.current = next;
    clearTimeout(timer.current);
    const [before, after] = [filesIn(had), filesIn(next)];
    const added = after.filter((file) => !before.some(({ key }) => key === file.key));
    const gone = before.filter((file) => !after.some(({ key }) => key === file.key)).map(({ key }) => key);
    if (gone.length > 0) void dropDraftFiles(gone).catch(() => undefined);
    if (added.length === 0) {
      timer.current = setTimeout(() => void write(), REST);
      return;
    }
    void Promise.all(added.map((file) => keepDraftFile(file.key, file.blob).catch(() => undefined))).then(write);
  };
  const clear = async () => {
    clearTimeout(timer.current);
    latest.current = undefined;
    const files = filesIn(draft).map(({ key }) => key);
    setDraft(fresh());
    setRestored(false);
    await keepValue('draft', id, undefined).catch(() => undefined);
    await dropDraftFiles(files).catch(() => undefined);
  };
  return { draft, restored, change, clear };
}
