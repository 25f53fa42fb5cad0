import type { MatterView } from '../../../../domain/matters/contract.ts';
import { Tag } from '../../../kit/notice.tsx';
import { Card } from '../../shell/card.tsx';
import { shortMoment } from '../../shell/times.ts';
import { say } from './messages.ts';

const SATISFIED = { yes: () => say('satisfiedYes'), partly: () => say('satisfiedPartly'), no: () => say('satisfiedNo') } as const;

/** What the resident made of the answer. */
export function RatingCard({ view }: { view: MatterView }) {
  const { rating } = view;
  if (!rating) return null;
  return (
    <Card title={say('ratingTitle')}>
      <p>
        <Tag tone={rating.solved ? 'leaf' : 'brick'} icon={rating.solved ? 'check' : 'warn'}>
          {rating.solved ? say('ratingSolved') : say('ratingNotSolved')}
        </Tag>{' '}
        {SATISFIED[rating.satisfied]()}
        {rating.by === 'follow-up' && say('ratingBy')}
      </p>
      {rating.words && <p className="story-said">“{rating.words}”</p>}
      <p className="quiet">{shortMoment(rating.at)}</p>
    </Card>
  );
}
