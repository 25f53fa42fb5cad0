import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { word } from './words.ts';

const speech = () => (typeof window !== 'undefined' && 'speechSynthesis' in window ? window.speechSynthesis : undefined);

/** Reads the text aloud in Chinese; absent where the phone cannot speak. */
export function ReadAloud({ text }: { text: string }) {
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => speech()?.cancel(), []);
  const voice = speech();
  if (!voice) return null;
  const toggle = () => {
    voice.cancel();
    if (speaking) return setSpeaking(false);
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = 'zh-CN';
    utterance.rate = 0.9;
    utterance.onend = () => setSpeaking(false);
    utterance.onerror = () => setSpeaking(false);
    voice.speak(utterance);
    setSpeaking(true);
  };
  return (
    <Button look="quiet" icon={speaking ? 'stop' : 'volume'} onClick={toggle} className="read-aloud">
      {speaking ? word('readStop') : word('readAloud')}
    </Button>
  );
}
