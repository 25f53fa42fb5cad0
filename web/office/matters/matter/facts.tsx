import type { ReactNode } from 'react';
import { dutyOf } from '../../../../domain/matters/appeal/categories.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { Icon } from '../../../kit/icons.tsx';
import { Card } from '../../shell/card.tsx';
import { shortMoment } from '../../shell/times.ts';
import { Files } from './files.tsx';
import { say } from './messages.ts';
import { Reporters } from './reporters.tsx';

export const CHANNEL_TITLES: Record<MatterView['channel'], () => string> = {
  portal: () => say('channelPortal'),
  counter: () => say('channelCounter'),
  phone: () => say('channelPhone'),
  field: () => say('channelField'),
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function dutyText(category: string): string {
  try {
    const duty = dutyOf(category);
    return `${duty.owner}（${duty.basis}）`;
  } catch {
    // A category of a later version than this page: the name still stands beside it.
    return '';
  }
}

/** What was said, by whom, where, with the pictures; the part of the page that does not change. */
export function Facts({ view, mayLook }: { view: MatterView; mayLook: boolean }) {
  const duty = dutyText(view.category);
  const holder =
    view.dispatched > 1 && view.holder.id !== view.centre.id
      ? say('secondDispatch', { name: view.holder.name, n: view.dispatched })
      : view.holder.name;
  return (
    <Card className="facts">
      <dl className="facts-grid">
        <Fact name={say('reporter')}>
          <Reporters view={view} mayLook={mayLook} />
        </Fact>
        <Fact name={say('source')}>
          {CHANNEL_TITLES[view.channel]()} · {shortMoment(view.filedAt)}
        </Fact>
        <Fact name={say('place')}>
          {[view.place, view.address].filter(Boolean).join(' ')}
          {view.point && (
            <span className="quiet"> · {say('pointOnMap', { lat: view.point.lat.toFixed(5), lon: view.point.lon.toFixed(5) })}</span>
          )}
        </Fact>
        <Fact name={say('holder')}>
          {holder}
          {view.complex && ` · ${say('complex')}`}
        </Fact>
        {view.helpers.length > 0 && (
          <Fact name={say('helpers')}>
            {view.helpers.map((helper) => say(helper.answeredAt ? 'helperDone' : 'helperWaiting', { name: helper.name })).join('、')}
          </Fact>
        )}
        {duty && <Fact name={say('duty')}>{duty}</Fact>}
      </dl>
      <blockquote className="said">{view.words}</blockquote>
      <Files files={view.files.filter((file) => file.seq === null || file.seq === 1)} />
      {view.question && (
        <p className="notice-line tone-wheat">
          <Icon name="message" />
          {say('questionOpen')}
          {view.question}
        </p>
      )}
      {view.extension && (
        <p className="notice-line tone-wheat">
          <Icon name="clock" />
          {say('extensionOpen', { n: view.extension.days })}
          {view.extension.reason}
        </p>
      )}
      {view.supervised.map((one) => (
        <p key={one.at} className="notice-line tone-brick">
          <Icon name="flag" />
          {say('supervisedBy', { by: one.by })}
          {one.words}
        </p>
      ))}
    </Card>
  );
}
