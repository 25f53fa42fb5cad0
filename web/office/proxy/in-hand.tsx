import { Link, useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useState } from 'react';
import type { InHand } from '../../../domain/matters/proxy-service/contract.ts';
import { Button } from '../../kit/button.tsx';
import { EmptyState, ErrorBanner, Skeleton, Tag } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { More } from '../shell/more.tsx';
import { usePages } from '../shell/pages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { dueMoment } from '../shell/times.ts';
import { materialsText } from './material-words.ts';
import { say } from './messages.ts';

function Row({ one, chosen, onChoose }: { one: InHand; chosen: boolean; onChoose: () => void }) {
  return (
    <tr className={chosen ? 'row-chosen' : undefined}>
      <td>
        <input
          type="checkbox"
          className="row-check"
          aria-label={say('choose', { title: one.title, number: one.number })}
          checked={chosen}
          disabled={one.refused !== null}
          onChange={onChoose}
        />
      </td>
      <th scope="row">
        <Link to="/matters/$id" params={{ id: one.id }} search={{}}>
          {one.title}
        </Link>
        <span className="quiet number-line">{one.number}</span>
        {one.refused && (
          <span className="refused-line">
            <Tag tone="brick" icon="warn">
              {one.refused}
            </Tag>{' '}
            <Link to="/matters/$id" params={{ id: one.id }} search={{ step: 'renew-mandate' }}>
              {say('renew')}
            </Link>
          </span>
        )}
      </th>
      <td data-label={say('colPlace')}>
        {one.place} {one.address}
      </td>
      <td data-label={say('colMaterials')}>{materialsText(one.materials)}</td>
      <td data-label={say('colDue')}>
        {one.due && dueMoment(one.due)}
        {one.mandateUntil && <span className="quiet number-line">{say('mandateUntil', { until: one.mandateUntil })}</span>}
      </td>
    </tr>
  );
}

/** What the station has in hand, chosen and handed in as one list (2.5). */
export function InHandCard() {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = usePages('proxy.inHand', { limit: 50 });
  const handIn = useCommand('proxy.handIn', {
    refresh: ['proxy.inHand', 'proxy.waiting', 'proxy.handOvers', 'matters.queue', 'matters.counts', 'matters.view'],
  });
  const rows = list.items as InHand[];
  const ready = rows.filter(({ refused }) => refused === null);
  const going = ready.filter(({ id }) => chosen.has(id));
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const submit = () =>
    handIn.mutate(
      { matters: going.map(({ id, seq }) => ({ id, seq })) },
      {
        onSuccess: ({ id, matters }) => {
          void message.success(say('handedIn', { n: matters.length }));
          void navigate({ to: '/proxy/lists/$id', params: { id } });
        },
      },
    );
  return (
    <Card title={say('toHandIn')} note={rows.length > 0 ? say('toHandInWords') : undefined}>
      {list.isPending && <Skeleton lines={5} />}
      <ErrorBanner error={list.error} onRetry={() => void list.refetch()} />
      {list.data && rows.length === 0 && (
        <EmptyState icon="doc" title={say('toHandInNone')}>
          {say('toHandInNoneWords')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <>
          <div className="table-wrap">
            <table className="table table-cards" aria-label={say('toHandIn')}>
              <thead>
                <tr>
                  <th scope="col">
                    <input
                      type="checkbox"
                      aria-label={say('chooseAll')}
                      checked={ready.length > 0 && going.length === ready.length}
                      disabled={ready.length === 0}
                      onChange={() => setChosen(going.length === ready.length ? new Set() : new Set(ready.map(({ id }) => id)))}
                    />
                  </th>
                  <th scope="col">{say('colItem')}</th>
                  <th scope="col">{say('colPlace')}</th>
                  <th scope="col">{say('colMaterials')}</th>
                  <th scope="col">{say('colDue')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <Row key={one.id} one={one} chosen={chosen.has(one.id)} onChoose={() => toggle(one.id)} />
                ))}
              </tbody>
            </table>
          </div>
          <More list={list} />
          <RefusalBanner error={handIn.error} />
          <div className="form-end card-end">
            <Button look="filled" icon="upload" busy={handIn.isPending} disabled={going.length === 0} onClick={submit}>
              {say('handIn', { n: going.length })}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}
