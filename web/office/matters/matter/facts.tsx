import type { ReactNode } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf, dutyOfMatter } from '../../../../domain/matters/kinds.ts';
import { Icon } from '../../../kit/icons.tsx';
import { Card } from '../../shell/card.tsx';
import { shortMoment } from '../../shell/times.ts';
import { Application, filesOfApplication } from './application.tsx';
import { Checklist, checklistOf } from './check-answers.tsx';
import { ClosedPapers } from './closed-papers.tsx';
import { Files } from './files.tsx';
import { say } from './messages.ts';
import { Point } from './point.tsx';
import { Reporters } from './reporters.tsx';

const CHANNEL_TITLES: Record<MatterView['channel'], () => string> = {
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

/** Whether people raise matters of this kind; what a township asks of a village has no reporter. */
const raisedByPeople = ({ kind, version }: MatterView) =>
  Object.values(definitionOf(kind, version).steps).some(({ by }) => by.includes('reporter'));

/** What was said, by whom, where, with the pictures; the part of the page that does not change. */
export function Facts({ view, mayLook, kept }: { view: MatterView; mayLook: boolean; kept: boolean }) {
  const whose = dutyOfMatter(view);
  const shown = filesOfApplication(view);
  const duty = whose ? `${whose.owner}（${whose.basis}）` : '';
  const holder =
    view.dispatched > 1 && view.holder.id !== view.centre.id
      ? say('secondDispatch', { name: view.holder.name, n: view.dispatched })
      : view.holder.name;
  return (
    <Card className="facts">
      <dl className="facts-grid">
        {raisedByPeople(view) && (
          <Fact name={say(view.kind === 'proxy-service' ? 'applicant' : 'reporter')}>
            <Reporters view={view} mayLook={mayLook} kept={kept} />
          </Fact>
        )}
        <Fact name={say('source')}>
          {raisedByPeople(view) ? CHANNEL_TITLES[view.channel]() : say('askedBy', { name: view.centre.name })} · {shortMoment(view.filedAt)}
        </Fact>
        <Fact name={say('place')}>{[view.place, view.address].filter(Boolean).join(' ')}</Fact>
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
      {view.point && <Point point={view.point} />}
      {view.words && <blockquote className="said">{view.words}</blockquote>}
      {view.kind === 'proxy-service' && <Application view={view} />}
      {view.kind !== 'proxy-service' && <ClosedPapers view={view} />}
      {checklistOf(view).length > 0 && <Checklist view={view} />}
      <Files files={view.files.filter((file) => (file.seq === null || file.seq === 1) && !shown.has(file.id))} />
      {view.question && (
        <p className="notice-line tone-wheat">
          <Icon name="message" />
          {say(view.kind === 'proxy-service' ? 'supplyOpen' : 'questionOpen')}
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
