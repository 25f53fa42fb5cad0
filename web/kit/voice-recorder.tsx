import { useEffect, useRef, useState } from 'react';
import { Button, IconButton } from './button.tsx';
import { useObjectUrl } from './photo-picker.tsx';
import { word } from './words.ts';

/** A voice note on this device, with its length in whole seconds. */
export type VoiceNote = { blob: Blob; seconds: number; fileId?: string };

/** Longest voice note in seconds. */
const LONGEST = 60;

/** True where the browser can record; elsewhere the button is not shown at all. */
export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia);
}

/** A note that can be heard and thrown away. */
export function VoicePlayer({ note, onRemove }: { note: VoiceNote; onRemove?: () => void }) {
  const url = useObjectUrl(note.blob);
  return (
    <div className="voice-note">
      {/* biome-ignore lint/a11y/useMediaCaption: a resident's own voice note has no caption. */}
      {url && <audio controls src={url} aria-label={word('voiceDone', { n: note.seconds })} />}
      {onRemove && <IconButton icon="close" label={word('voiceRemove')} onClick={onRemove} />}
    </div>
  );
}

/** Records up to a minute; says so plainly when the microphone is not allowed. */
export function VoiceRecorder({ onDone, onTrouble }: { onDone: (note: VoiceNote) => void; onTrouble: (words: string) => void }) {
  const [seconds, setSeconds] = useState<number>();
  const recorder = useRef<MediaRecorder>(undefined);
  useEffect(
    () => () => {
      if (recorder.current?.state === 'recording') recorder.current.stop();
    },
    [],
  );
  useEffect(() => {
    if (seconds === undefined) return;
    if (seconds >= LONGEST) {
      recorder.current?.stop();
      return;
    }
    const timer = setTimeout(() => setSeconds(seconds + 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  if (!canRecord()) return null;
  const start = async () => {
    onTrouble('');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const began = Date.now();
      const parts: Blob[] = [];
      const made = new MediaRecorder(stream, { audioBitsPerSecond: 32_000 });
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        setSeconds(undefined);
        const blob = new Blob(parts, { type: made.mimeType.split(';')[0] });
        if (blob.size > 0) onDone({ blob, seconds: Math.max(1, Math.round((Date.now() - began) / 1000)) });
      };
      recorder.current = made;
      made.start();
      setSeconds(0);
    } catch {
      onTrouble(word('voiceDenied'));
    }
  };
  if (seconds === undefined) {
    return (
      <Button className="voice-button" icon="mic" onClick={start}>
        {word('voiceStart')}
      </Button>
    );
  }
  return (
    <Button
      className="voice-button voice-on"
      icon="stop"
      onClick={() => recorder.current?.stop()}
      aria-label={`${word('voiceStop')} ${word('voiceSeconds', { n: seconds, max: LONGEST })}`}
    >
      {word('voiceStop')} {seconds}″
    </Button>
  );
}
