import './proxy.css';
import { Link } from '@tanstack/react-router';
import type { HandOver } from '../../../domain/matters/proxy-service/contract.ts';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, ErrorBanner, Skeleton, Tag } from '../../kit/notice.tsx';
import { Card } from '../shell/card.tsx';
import { type StaffRole, useStaff } from '../shell/me.ts';
import { More } from '../shell/more.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { shortMoment } from '../shell/times.ts';
import { useHandOvers } from './hand-over-lists.ts';
import { InHandCard } from './in-hand.tsx';
import { say } from './messages.ts';

/** Those who receive papers at the township; the others hand them in. */
const RECEIVING: readonly StaffRole[] = ['window-clerk', 'dispatcher'];

function ListRow({ list, receiving }: { list: HandOver; receiving: boolean }) {
  const title = receiving
    ? say('listOf', { station: list.station.name, n: list.matters.length })
    : say('listTo', { centre: list.centre.name, n: list.matters.length });
  return (
    <li className="list-row">
      <Link to="/proxy/lists/$id" params={{ id: list.id }}>
        {title}
      </Link>
      <span className="quiet">
        {say('handedBy', { when: shortMoment(list.handedAt), name: list.handedBy })}
        {list.receivedAt && ` · ${say('receivedBy', { when: shortMoment(list.receivedAt), name: list.receivedBy ?? '' })}`}
      </span>
      {!list.receivedAt && (
        <Tag tone="wheat" icon="clock">
          {receiving ? say('receiptWaiting') : say('notYetReceived')}
        </Tag>
      )}
    </li>
  );
}

function Lists({ open, receiving }: { open: boolean; receiving: boolean }) {
  const lists = useHandOvers(open);
  const rows = open ? lists.lists : lists.lists.filter((list) => !receiving || list.receivedAt);
  return (
    <Card title={say(open ? 'toReceive' : 'lists')}>
      {lists.isPending && <Skeleton lines={4} />}
      <ErrorBanner error={lists.error} onRetry={() => void lists.refetch()} />
      {lists.data && rows.length === 0 && (
        <EmptyState icon="list" title={say(open ? 'toReceiveNone' : 'listsNone')}>
          {open ? say('toReceiveNoneWords') : null}
        </EmptyState>
      )}
      <ul className="plain-list">
        {rows.map((list) => (
          <ListRow key={list.id} list={list} receiving={receiving} />
        ))}
      </ul>
      <More list={lists} />
    </Card>
  );
}

/** 代办交接: the station hands papers in on a list, the township's window signs for them; both see the lists they signed (2.5). */
export function HandOverScreen() {
  const staff = useStaff();
  const receiving = RECEIVING.includes(staff.role);
  return (
    <>
      <ScreenHead
        title={say('handOverTitle')}
        aside={
          <Link to="/proxy/collect" className="button button-outline">
            <Icon name="plus" />
            {say('collect')}
          </Link>
        }
      />
      {receiving ? <Lists open receiving /> : <InHandCard />}
      <Lists open={false} receiving={receiving} />
    </>
  );
}
