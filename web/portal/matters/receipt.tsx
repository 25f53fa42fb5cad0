import { useEffect, useState } from 'react';
import { deadlineText, momentText } from '../../kit/dates.ts';
import { qrPicture, spacedCode } from '../../kit/receipt-code.ts';
import type { KeptReceipt } from '../device.ts';
import { t } from './messages.ts';

/** The paper one keeps: the code, the QR picture, what was said, who has it and until when. */
export function ReceiptPaper({ kept }: { kept: KeptReceipt }) {
  const [picture, setPicture] = useState('');
  const applied = kept.kind === 'application';
  useEffect(() => {
    let gone = false;
    qrPicture(`${location.origin}/progress#${kept.receipt}`)
      .then((made) => !gone && setPicture(made))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [kept.receipt]);
  return (
    <section className="card receipt-paper">
      <p className="quiet">{t('receiptCode')}</p>
      <p className="receipt-code">{spacedCode(kept.receipt)}</p>
      <div className="receipt-qr">{picture && <img src={picture} alt={t('receiptQr')} />}</div>
      <p className="small quiet">{t('receiptHow')}</p>
      <dl className="receipt-facts facts">
        <div>
          <dt>{t(applied ? 'receiptWhatApplied' : 'receiptWhat')}</dt>
          <dd>{kept.title}</dd>
        </div>
        {kept.place && (
          <div>
            <dt>{t('receiptWhere')}</dt>
            <dd>{kept.place}</dd>
          </div>
        )}
        <div>
          <dt>{t('receiptWhen')}</dt>
          <dd>{momentText(kept.filedAt)}</dd>
        </div>
        <div>
          <dt>{t('receiptWho')}</dt>
          <dd>{kept.holder}</dd>
        </div>
        {kept.answerBy && (
          <div>
            <dt>{t(applied ? 'receiptDueApplied' : 'receiptDue')}</dt>
            <dd className="strong">{deadlineText(kept.answerBy)}</dd>
          </div>
        )}
        <div>
          <dt>{t('receiptNumber')}</dt>
          <dd>{kept.number}</dd>
        </div>
      </dl>
    </section>
  );
}
