import { useCallback, useEffect, useRef, useState } from 'react';
import { newCommandId } from '../../kit/call.ts';
import type { Photo } from '../../kit/photo-picker.tsx';
import type { VoiceNote } from '../../kit/voice-recorder.tsx';
import { headOf, householdsOf } from '../people/households.ts';
import { dropDraftFiles, keepDraftFile, keepValue, keptDraftFile, keptValue } from '../shell/app.ts';
import { useOpen } from '../shell/state.ts';

/** How long after the last letter a draft is written, in milliseconds. */
const REST = 400;
const ID = 'report';

/** What is being written. The command id is its own from the first letter on, so that a draft which was sent is never sent twice. */
export interface Draft {
  commandId: string;
  words: string;
  address: string;
  name: string;
  phone: string;
  photos: Photo[];
  voice?: VoiceNote & { key: string };
}

/** As it lies sealed on the disk; the bytes lie beside it. */
type KeptDraft = Omit<Draft, 'photos' | 'voice'> & { photos: string[]; voice?: { key: string; seconds: number; type: string } };

const fresh = (): Draft => ({ commandId: newCommandId(), words: '', address: '', name: '', phone: '', photos: [] });
const hasContent = (draft: Draft | KeptDraft): boolean => Boolean(draft.words.trim() || draft.photos.length > 0 || draft.voice);

const asKept = ({ photos, voice, ...rest }: Draft): KeptDraft => ({
  ...rest,
  photos: photos.map((photo) => photo.key),
  ...(voice && { voice: { key: voice.key, seconds: voice.seconds, type: voice.blob.type } }),
});

async function asShown({ photos, voice, ...rest }: KeptDraft): Promise<Draft> {
  const found = await Promise.all(photos.map(async (key) => ({ key, bytes: await keptDraftFile(key) })));
  const said = voice && (await keptDraftFile(voice.key));
  return {
    ...rest,
    photos: found.flatMap(({ key, bytes }) => (bytes ? [{ key, blob: new Blob([bytes], { type: 'image/jpeg' }) }] : [])),
    ...(voice && said && { voice: { key: voice.key, seconds: voice.seconds, blob: new Blob([said], { type: voice.type }) } }),
  };
}

/** The report being written, kept sealed while it is; a killed app loses at most the last word. */
export function useDraft(): { draft: Draft; restored: boolean; change: (part: Partial<Draft>) => void; clear: () => Promise<void> } {
  const open = useOpen();
  const [draft, setDraft] = useState<Draft>(fresh);
  const [restored, setRestored] = useState(false);
  const latest = useRef<Draft>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const first = useRef(true);

  const write = useCallback(async () => {
    clearTimeout(timer.current);
    const now = latest.current;
    latest.current = undefined;
    // A phone without room says so when the report is sent; until then the page has it all.
    if (now) await keepValue('draft', ID, asKept(now)).catch(() => undefined);
  }, []);

  useEffect(() => {
    // Only when the page opens: what is typed afterwards must not be replaced.
    if (!first.current) return;
    first.current = false;
    const asked = new URLSearchParams(location.search).get('household');
    const household = asked ? householdsOf({ parts: open.parts }).find(({ id }) => id === asked) : undefined;
    if (household) return setDraft((before) => ({ ...before, address: household.address, name: headOf(household) }));
    const { entries } = open;
    void keptValue<KeptDraft>('draft', ID).then(async (kept) => {
      if (!kept || !hasContent(kept) || entries.some((entry) => entry.commandId === kept.commandId)) return;
      const shown = await asShown(kept);
      setDraft((before) => (hasContent(before) ? before : shown));
      setRestored(true);
    });
  }, [open]);
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

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    latest.current = next;
    clearTimeout(timer.current);
    const files = [...next.photos, ...(next.voice ? [next.voice] : [])].filter(
      (file) => !draft.photos.some((photo) => photo.key === file.key) && draft.voice?.key !== file.key,
    );
    if (files.length === 0) {
      timer.current = setTimeout(() => void write(), REST);
      return;
    }
    void Promise.all(files.map((file) => keepDraftFile(file.key, file.blob).catch(() => undefined))).then(write);
  };
  const clear = async () => {
    clearTimeout(timer.current);
    latest.current = undefined;
    setDraft(fresh());
    setRestored(false);
    await keepValue('draft', ID, undefined).catch(() => undefined);
    await dropDraftFiles().catch(() => undefined);
  };
  return { draft, restored, change, clear };
}
