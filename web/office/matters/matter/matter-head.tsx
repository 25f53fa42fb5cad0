import { Link } from '@tanstack/react-router';
import { levelOf } from '../../../../domain/bodies/body.ts';
import { standardHours } from '../../../../domain/calendar/calendar.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf } from '../../../../domain/matters/kinds.ts';
import { doneTitleOf, dueTitleOf } from '../../../../domain/matters/words.zh.ts';
import { Button } from '../../../kit/button.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { Tag } from '../../../kit/notice.tsx';
import { ScreenHead } from '../../shell/screen-head.tsx';
import { dueMoment, durationText, shortMoment } from '../../shell/times.ts';
import { STATUS_TONES } from '../due.ts';
import { say as queue } from '../messages.ts';
import { say } from './messages.ts';

/** Working minutes of a day, to say "4 working days" where hours would be hard to read. */
const DAY = standardHours.periods.reduce((sum, period) => sum + period.until - period.from, 0);

function leftText(minutes: number): { words: string; tone: 'plain' | 'wheat' | 'brick' } {
  if (minutes < 0) return { words: say('late', { time: durationText(minutes) }), tone: 'brick' };
  if (minutes < DAY) return { words: say('leftShort', { time: durationText(minutes) }), tone: 'wheat' };
  return { words: say('leftDays', { n: Math.floor(minutes / DAY) }), tone: 'plain' };
}

/** The promise on top: by when, and what is left of it. */
function PromiseLine({ view }: { view: MatterView }) {
  const definition = definitionOf(view.kind, view.version);
  if (view.mergedInto) {
    return (
      <p className="promise">
        {say('mergedInto')}{' '}
        <Link to="/matters/$id" params={{ id: view.mergedInto.id }} search={{}}>
          {view.mergedInto.number}
        </Link>
      </p>
    );
  }
  if (view.endedAt) return <p className="promise">{say('endedAt', { when: shortMoment(view.endedAt), status: view.statusTitle })}</p>;
  if (view.status === 'answered' && view.answeredAt)
    return <p className="promise">{say('answeredAt', { when: shortMoment(view.answeredAt), what: doneTitleOf(definition) })}</p>;
  if (view.paused) {
    return (
      <p className="promise">
        <Icon name="pause" /> {say(view.paused.ground === 'suspended' ? 'pausedSuspended' : 'pausedWaiting')}
      </p>
    );
  }
  if (!view.deadlines.answer) return null;
  const holder = levelOf(view.holder.kind);
  const left = view.minutesLeft === null ? null : leftText(view.minutesLeft);
  return (
    <p className="promise">
      {view.deadlines.sign && (
        <span>{say('promisedSign', { when: dueMoment(view.deadlines.sign), what: dueTitleOf(definition, 'sign', holder) })}；</span>
      )}
      {say('promised', { when: dueMoment(view.deadlines.answer), what: dueTitleOf(definition, 'answer', holder) })}
      {left && (
        <strong className={`promise-left tone-${left.tone}`}>
          ，{left.tone === 'brick' && <Icon name="warn" />}
          {left.tone === 'wheat' && <Icon name="clock" />}
          {left.words}
        </strong>
      )}
    </p>
  );
}

/** Which matter this is and how it stands. */
export function MatterHead({ view }: { view: MatterView }) {
  const notes = [
    view.place,
    view.categoryName,
    view.joined > 0 && queue('joined', { n: view.joined + 1 }),
    view.urged > 0 && queue('urged', { n: view.urged }),
    view.reopened > 0 && queue('reopened', { n: view.reopened }),
  ].filter(Boolean);
  return (
    <ScreenHead
      title={view.title}
      // What people wrote is not for the history of the browser.
      documentTitle={view.number}
      above={
        <>
          <Link to="/">{say('crumbQueue')}</Link>
          <Icon name="chevron-right" />
          <span>
            {definitionOf(view.kind, view.version).title} {view.number}
          </span>
        </>
      }
      aside={
        <>
          <PromiseLine view={view} />
          <Button look="quiet" icon="print" className="no-print" onClick={() => window.print()}>
            {say('print')}
          </Button>
        </>
      }
    >
      <Tag tone={STATUS_TONES[view.status]}>{view.statusTitle}</Tag>
      <span className="screen-notes">{notes.join(' · ')}</span>
    </ScreenHead>
  );
}
