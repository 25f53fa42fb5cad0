import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { GLASS_REASONS } from '../../../domain/break-glass/contract.ts';
import { PRESENCE_TITLES } from '../../../domain/people/contract.ts';
import { Button, ButtonLink } from '../../kit/button.tsx';
import { type OutputOf, Problem } from '../../kit/call.ts';
import { timeText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, EmptyState, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { useNow } from '../shell/use-now.ts';
import { say } from './messages.ts';

type Opened = OutputOf<'breakGlass.view'>;

/** To be called in a hurry, with a thumb. */
const Phone = ({ phone, look }: { phone: string; look: 'filled' | 'outline' }) =>
  phone ? (
    <ButtonLink look={look} icon="phone" href={`tel:${phone}`}>
      {phone}
    </ButtonLink>
  ) : (
    <span className="quiet">{say('noPhone')}</span>
  );

const Closed = ({ title, children }: { title: string; children: string }) => (
  <EmptyState icon="lock" title={title} action={<Link to="/break-glass">{say('back')}</Link>}>
    {children}
  </EmptyState>
);

/** What the register holds of the household, until its time is over: then it leaves the screen too. */
function Entry({ id, opened }: { id: string; opened: Opened }) {
  const { person, members } = opened;
  const now = useNow();
  const left = Date.parse(opened.until) - Date.now();
  const [over, setOver] = useState(left <= 0);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), left);
    return () => clearTimeout(timer);
  }, [left]);
  const shut = useCommand('breakGlass.shut', { refresh: ['breakGlass.mine'] });
  if (over || shut.isSuccess) return <Closed title={say(over ? 'closed' : 'ended')}>{say('closedWords')}</Closed>;
  const minutes = Math.max(1, Math.ceil((Date.parse(opened.until) - now.getTime()) / 60_000));
  return (
    <>
      <Banner tone="wheat" title={say('minutesLeft', { reason: GLASS_REASONS[opened.reason], minutes })}>
        {say('openedUntil', { time: timeText(opened.until), second: opened.agreedBy })}
      </Banner>
      <ErrorBanner error={shut.error} />
      <Card
        title={<strong>{person.name}</strong>}
        aside={
          <Button icon="close" busy={shut.isPending} onClick={() => shut.mutate({ id })}>
            {say('shut')}
          </Button>
        }
      >
        <div className="row">
          <Phone phone={person.phone} look="filled" />
        </div>
        <dl className="details household">
          <dt>{say('address')}</dt>
          <dd>
            {opened.place} {opened.address || say('noAddress')}
          </dd>
          <dt>{say('relation')}</dt>
          <dd>
            {person.relation} · {PRESENCE_TITLES[person.presence]}
          </dd>
        </dl>
      </Card>
      <Card title={say('household')}>
        {members.length === 0 ? (
          <p className="quiet">{say('alone')}</p>
        ) : (
          <ul className="stack">
            {members.map((member) => (
              <li key={member.id} className="row">
                <strong>{member.name}</strong>
                <span className="quiet">
                  {member.relation} · {PRESENCE_TITLES[member.presence]}
                </span>
                <Phone phone={member.phone} look="outline" />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

/** One look: each time the page is opened, never again by itself, since each is noted under the resident's name. */
export function OpenedScreen() {
  const { id } = useParams({ from: '/frame/break-glass/$id' });
  const read = useRead('breakGlass.view', { id }, { once: true });
  const refused = read.error instanceof Problem && read.error.status === 409 ? read.error : null;
  return (
    <>
      <ScreenHead
        title={say('openedTitle')}
        above={
          <>
            <Link to="/break-glass">{say('title')}</Link>
            <Icon name="chevron-right" />
          </>
        }
      />
      {refused && !read.data ? (
        <Closed title={say('notOpen')}>{refused.reason ?? refused.title}</Closed>
      ) : (
        <ReadState read={read}>{(opened) => <Entry id={id} opened={opened} />}</ReadState>
      )}
    </>
  );
}
