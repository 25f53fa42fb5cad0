import './intake.css';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import type { OutputOf } from '../../../kit/call.ts';
import { momentText } from '../../../kit/dates.ts';
import { useStaff } from '../../shell/me.ts';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { dueMoment } from '../../shell/times.ts';
import { say } from './messages.ts';

/** The picture of the address where a receipt's holder follows the matter; the code, where there is one, stands behind `#`, so no server log sees it. */
export function Qr({ code }: { code?: string }) {
  const [svg, setSvg] = useState('');
  useEffect(() => {
    let gone = false;
    void import('qrcode').then(async (qrcode) => {
      const drawn = await qrcode.toString(`${location.origin}/progress${code ? `#${code}` : ''}`, {
        type: 'svg',
        margin: 0,
        errorCorrectionLevel: 'M',
      });
      if (!gone) setSvg(drawn);
    });
    return () => {
      gone = true;
    };
  }, [code]);
  return <img className="receipt-qr" src={svg ? `data:image/svg+xml;utf8,${encodeURIComponent(svg)}` : undefined} alt={say('receiptQr')} />;
}

/** What the person takes home: number, code, QR, and the promised dates; printed on its own. */
export function ReceiptSheet({
  receipt,
  words,
  joined,
  title = say(joined ? 'joinedTitle' : 'receiptTitle'),
  heading = say('receiptFor'),
  terms = { answer: say('receiptAnswer'), words: say('receiptWords') },
  children,
  onAnother,
}: {
  receipt: OutputOf<'matters.file'>;
  words: string;
  joined?: boolean;
  title?: string;
  heading?: string;
  /** What the promised day is for, and what the matter is called. */
  terms?: { answer: string; words: string };
  /** What else stands on the paper. */
  children?: ReactNode;
  onAnother: () => void;
}) {
  const staff = useStaff();
  return (
    <>
      <ScreenHead
        title={title}
        aside={
          <span className="row no-print">
            <Link to="/matters/$id" params={{ id: receipt.id }} search={{}} className="button button-outline">
              {say('openMatter')}
            </Link>
            <Button icon="plus" onClick={onAnother}>
              {say('another')}
            </Button>
            <Button look="filled" icon="print" onClick={() => window.print()}>
              {say('print')}
            </Button>
          </span>
        }
      />
      <article className="panel receipt">
        <h2>{heading}</h2>
        <div className="receipt-body">
          <dl className="details">
            <dt>{say('receiptNumber')}</dt>
            <dd>{receipt.number}</dd>
            <dt>{say('receiptCode')}</dt>
            <dd className="receipt-code">{receipt.receiptCode}</dd>
            <dt>{say('receiptHolder')}</dt>
            <dd>{receipt.holder}</dd>
            {receipt.signBy && (
              <>
                <dt>{say('receiptSign')}</dt>
                <dd>{say('receiptBy', { when: dueMoment(receipt.signBy) })}</dd>
              </>
            )}
            {receipt.answerBy && (
              <>
                <dt>{terms.answer}</dt>
                <dd>
                  <strong>{say('receiptBy', { when: dueMoment(receipt.answerBy) })}</strong>
                </dd>
              </>
            )}
            <dt>{terms.words}</dt>
            <dd>{words}</dd>
            <dt>{say('receiptTaken')}</dt>
            <dd>
              {staff.body.name} · {staff.name} · {momentText(new Date())}
            </dd>
          </dl>
          <Qr code={receipt.receiptCode} />
        </div>
        {children}
        <p className="receipt-how">{say('receiptHow')}</p>
      </article>
    </>
  );
}
