import { type ConsentPurpose, shownText } from '../../../domain/own-data/consents.ts';

/** The words somebody agrees to, as they are recorded; the button under them is the agreement. */
export function ConsentText({ purpose, title }: { purpose: ConsentPurpose; title?: string }) {
  return (
    <blockquote className="card consent">
      {title && <strong>{title}</strong>}
      <p>{shownText(purpose)}</p>
    </blockquote>
  );
}
