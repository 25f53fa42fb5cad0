import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { word } from './words.ts';

const WIDTH = 640;
const HEIGHT = 220;

/** A box to sign in with a finger, a pen or the mouse; gives the picture after each stroke, null when it is wiped. */
export function SignaturePad({ label, onChange }: { label: ReactNode; onChange: (picture: Blob | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [signed, setSigned] = useState(false);
  const drawing = useRef(false);

  const wipe = () => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    // White, not clear: a JPEG has no transparency, and black on black is no signature.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.strokeStyle = '#1f2a2e';
    pen.lineWidth = 4;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    setSigned(false);
  };
  useEffect(wipe, []);

  const place = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT];
  };
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    const pen = canvas.current?.getContext('2d');
    pen?.beginPath();
    pen?.moveTo(...place(event));
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d');
    if (!drawing.current || !pen) return;
    pen.lineTo(...place(event));
    pen.stroke();
  };
  const stop = () => {
    if (!drawing.current) return;
    drawing.current = false;
    setSigned(true);
    canvas.current?.toBlob((picture) => onChange(picture), 'image/jpeg', 0.85);
  };

  return (
    <fieldset className="signature">
      <legend className="field-label">{label}</legend>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={stop}
        onPointerCancel={stop}
      />
      <button
        type="button"
        className="button button-quiet"
        disabled={!signed}
        onClick={() => {
          wipe();
          onChange(null);
        }}
      >
        {word('signAgain')}
      </button>
    </fieldset>
  );
}
