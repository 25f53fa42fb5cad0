import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { GLASS_REASONS } from '../../../domain/break-glass/contract.ts';
import { PRESENCE_TITLES } from '../../../domain/people/contract.ts';
import { Button } from '../../kit/button.tsx';
import { call, type OutputOf } from '../../kit/call.ts';
import { timeText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { Banner, EmptyState } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { say } from './messages.ts';

type Opened = OutputOf<'breakGlass.view'>;

const Phone = ({ phone }: { phone: string }) =>
  phone ? <a href={`tel:${phone}`}>{phone}</a> : <span className="quiet">{say('noPhone')}</span>;

const Closed = () => (
  <EmptyState icon="lock" title={say('closed')} action={<Link to="/break-glass">{say('back')}</Link>}>
    {say('closedWords')}
  </EmptyState>
);

/** What the register holds of the household, until its time is over: then it leaves the screen too. */
function Entry({ id, opened }: { id: string; opened: Opened }) {
  const { person, members } = opened;
  const left = Date.parse(opened.until) - Date.now();
  const [over, setOver] = useState(left <= 0);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), left);
    return () => clearTimeout(timer);
  }, [left]);
  const shut = useCommand('breakGlass.shut', { refresh: ['breakGlass.mine'] });
  if (over || shut.isSuccess) return <Closed />;
  return (
    <>
      <Banner tone="wheat" title={GLASS_REASONS[opened.reason]}>
        {say('openedUntil', { time: timeText(opened.until), second: opened.agreedBy })}
      </Banner>
      <Card
        title={person.name}
        aside={
          <Button icon="close" busy={shut.isPending} onClick={() => shut.mutate({ id })}>
            {say('shut')}
          </Button>
        }
      >
        <p>
          <Phone phone={person.phone} />
        </p>
        <p>
          {opened.place} {opened.address || say('noAddress')}
        </p>
        <p className="quiet">
          {person.relation} {PRESENCE_TITLES[person.presence]}
        </p>
      </Card>
      <Card title={say('household')}>
        {members.length === 0 ? (
          <p className="quiet">{say('alone')}</p>
        ) : (
          <ul className="stack">
            {members.map((member) => (
              <li key={member.id} className="row">
                <strong>{member.name}</strong>
                <Phone phone={member.phone} />
                <span className="quiet">
                  {member.relation} · {PRESENCE_TITLES[member.presence]}
                </span>
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
  const read = useQuery({
    queryKey: ['breakGlass.view', id],
    queryFn: () => call('breakGlass.view', { id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
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
      <ReadState read={read}>{(opened) => <Entry id={id} opened={opened} />}</ReadState>
    </>
  );
}
