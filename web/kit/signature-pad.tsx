import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { useObjectUrl } from './photo-picker.tsx';
import { word } from './words.ts';

/** Less ink than this is a slip of the finger; in the canvas's own pixels. */
const LEAST_INK = 80;
/** The canvas's own pixels: enough to print, a few kilobytes as PNG. */
const SIZE = { width: 800, height: 400 };

function Signed({ picture }: { picture: Blob }) {
  const url = useObjectUrl(picture);
  return url ? <img className="signature-paper" src={url} alt={word('signedPicture')} /> : null;
}

/**
 * A name written with a finger, given as a PNG after each stroke; undefined again when it is wiped. Only the picture leaves here: no speed, no pressure,
 * no strokes. Somebody who cannot write on glass signs on paper, which the screen around offers.
 */
export function SignaturePad({
  label,
  picture,
  onChange,
}: {
  label: string;
  picture: Blob | undefined;
  onChange: (picture: Blob | undefined) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number }>(undefined);
  const ink = useRef(0);
  const [writing, setWriting] = useState(false);
  const shown = picture !== undefined && !writing;
  useEffect(() => {
    if (shown) return;
    wipe(canvas.current);
    ink.current = 0;
  }, [shown]);
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - left) / width) * SIZE.width, y: ((event.clientY - top) / height) * SIZE.height };
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setWriting(true);
    last.current = at(event);
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = last.current;
    const pen = canvas.current?.getContext('2d');
    if (!from || !pen) return;
    const to = at(event);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    ink.current += Math.hypot(to.x - from.x, to.y - from.y);
    last.current = to;
  };
  const end = () => {
    if (!last.current) return;
    last.current = undefined;
    if (ink.current >= LEAST_INK) canvas.current?.toBlob((made) => made && onChange(made), 'image/png');
  };
  const again = () => {
    wipe(canvas.current);
    ink.current = 0;
    setWriting(true);
    onChange(undefined);
  };
  return (
    <div className="signature">
      {shown ? (
        <Signed picture={picture} />
      ) : (
        <canvas
          ref={canvas}
          {...SIZE}
          className="signature-paper"
          role="img"
          aria-label={label}
          onPointerDown={begin}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerCancel={end}
        />
      )}
      <div className="signature-foot">
        <span className="field-hint">{label}</span>
        {picture && (
          <Button look="quiet" icon="undo" onClick={again}>
            {word('signAgain')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** White paper, black ink, in the dark as well: it is a document. */
function wipe(canvas: HTMLCanvasElement | null): void {
  const pen = canvas?.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  pen.strokeStyle = '#111111';
  pen.lineWidth = 7;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
}
