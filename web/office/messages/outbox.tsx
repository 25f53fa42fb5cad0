import { useState } from 'react';
import type { OutputOf } from '../../kit/call.ts';
import { Banner, EmptyState, Tag, type Tone } from '../../kit/notice.tsx';
import { useSettled } from '../../kit/settled.ts';
import { ListState } from '../shell/list-state.tsx';
import { usePages } from '../shell/pages.ts';
import { SearchInput } from '../shell/search-input.tsx';
import { shortMoment } from '../shell/times.ts';
import { say } from './messages.ts';

type Row = OutputOf<'messages.outbox'>['items'][number];
type State = Row['state'];

const STATES: Record<State, { title: () => string; tone: Tone }> = {
  waiting: { title: () => say('waiting'), tone: 'wheat' },
  sent: { title: () => say('sent'), tone: 'leaf' },
  failed: { title: () => say('failed'), tone: 'brick' },
};

/** The short messages, newest first, with whether they reached the gateway. */
export function Outbox() {
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<State | ''>('');
  const q = useSettled(typed.trim(), 300);
  const list = usePages('messages.outbox', { q, ...(state && { state }), limit: 50 });
  const delivers = list.data?.pages[0]?.delivers ?? true;
  return (
    <>
      <div className="filters">
        <SearchInput label={say('search')} value={typed} onChange={setTyped} />
        <select
          className="control control-short"
          aria-label={say('colState')}
          value={state}
          onChange={(event) => setState(event.target.value as State | '')}
        >
          <option value="">{say('stateAny')}</option>
          {(Object.keys(STATES) as State[]).map((one) => (
            <option key={one} value={one}>
              {STATES[one].title()}
            </option>
          ))}
        </select>
      </div>
      {!delivers && (
        <Banner tone="plain" title={say('notDelivering')}>
          {say('notDeliveringWords')}
        </Banner>
      )}
      <ListState
        list={list}
        empty={
          <EmptyState icon="phone" title={say('noneOutbox')}>
            {say('noneOutboxWords')}
          </EmptyState>
        }
      >
        <div className="table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th scope="col">{say('colWhen')}</th>
                <th scope="col">{say('colTo')}</th>
                <th scope="col">{say('colText')}</th>
                <th scope="col">{say('colState')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((row) => (
                <tr key={row.id}>
                  <td className="cell-due">{shortMoment(row.sentAt ?? row.createdAt)}</td>
                  <td data-label={say('colTo')}>{row.phone}</td>
                  <td>{row.text}</td>
                  <td>
                    <Tag tone={STATES[row.state].tone}>{STATES[row.state].title()}</Tag>
                    {row.state === 'waiting' && row.sendAfter && (
                      <span className="quiet"> {say('sendAfter', { when: shortMoment(row.sendAfter) })}</span>
                    )}
                    {row.problem && <span className="quiet"> {row.problem}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </ListState>
    </>
  );
}
