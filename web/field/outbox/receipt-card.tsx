import { useEffect, useState } from 'react';
import { deadlineText } from '../../kit/dates.ts';
import { qrPicture, spacedCode } from '../../kit/receipt-code.ts';
import { t } from './messages.ts';
import './outbox.css';

/** What the server gave back for something that was begun for a resident. */
export interface ReceiptAnswer {
  number: string;
  receiptCode: string;
  holder: string;
  answerBy: string | null;
}

/** The receipt in the answer to an entry, if it has one. */
export function receiptOf(answer: Record<string, unknown> | null): ReceiptAnswer | undefined {
  return typeof answer?.receiptCode === 'string' ? (answer as unknown as ReceiptAnswer) : undefined;
}

/** The receipt, to be copied from the screen or photographed by the resident: whoever has the code follows the matter. */
export function ReceiptCard({ receipt }: { receipt: ReceiptAnswer }) {
  const [picture, setPicture] = useState('');
  useEffect(() => {
    let gone = false;
    qrPicture(`${location.origin}/progress#${receipt.receiptCode}`)
      .then((made) => !gone && setPicture(made))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [receipt.receiptCode]);
  return (
    <section className="card receipt">
      <h2>{t('receipt')}</h2>
      <p className="receipt-code">{spacedCode(receipt.receiptCode)}</p>
      <div className="receipt-qr">{picture && <img src={picture} alt={t('receiptQr')} />}</div>
      <p className="quiet small">{t('receiptHow')}</p>
      <dl className="facts stack">
        <div>
          <dt>{t('receiptNumber')}</dt>
          <dd>{receipt.number}</dd>
        </div>
        <div>
          <dt>{t('receiptWho')}</dt>
          <dd>{receipt.holder}</dd>
        </div>
        {receipt.answerBy && (
          <div>
            <dt>{t('receiptDue')}</dt>
            <dd>{deadlineText(receipt.answerBy)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
