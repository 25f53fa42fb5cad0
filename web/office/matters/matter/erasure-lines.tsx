import { erasureOffer } from '../../../../domain/own-data/erasure.ts';
import { say } from './messages.ts';

/** What an erasure takes and what has to stay, before anybody decides it; the same list is carried out and told to the person. */
export function ErasureLines({ moved }: { moved: boolean }) {
  const lines = erasureOffer(moved);
  return (
    <div className="erasure">
      <h3>{say('erasureGoes')}</h3>
      <ul className="bullets">
        {lines
          .filter(({ goes }) => goes)
          .map(({ what }) => (
            <li key={what}>{what}</li>
          ))}
      </ul>
      <h3>{say('erasureStays')}</h3>
      <ul className="bullets">
        {lines
          .filter(({ goes }) => !goes)
          .map(({ what, why }) => (
            <li key={what}>
              {what}
              <span className="quiet">：{why}</span>
            </li>
          ))}
      </ul>
      <p className="erasure-once">{say('erasureOnce')}</p>
    </div>
  );
}
