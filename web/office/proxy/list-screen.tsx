import './proxy.css';
import { Link, useParams } from '@tanstack/react-router';
import { App } from 'antd';
import { useState } from 'react';
import type { HandOver } from '../../../domain/matters/proxy-service/contract.ts';
import { Button } from '../../kit/button.tsx';
import { FieldError } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { Tag } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { useStaff } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { shortMoment } from '../shell/times.ts';
import { materialsText, originalsOf } from './material-words.ts';
import { say } from './messages.ts';

type Handed = HandOver['matters'][number];
/** Why each paper was not found, by its matter; what is not in here is there. */
type Missing = Readonly<Record<string, string>>;

function Received({ one, missing, onChange }: { one: Handed; missing: Missing | null; onChange: (missing: Missing) => void }) {
  if (!missing)
    return one.received === null ? (
      <span className="pen-box" aria-hidden="true" />
    ) : one.received ? (
      <Tag tone="leaf" icon="check">
        {say('colReceived')}
      </Tag>
    ) : (
      <Tag tone="brick" icon="undo">
        {say('backToVillage')}
      </Tag>
    );
  const words = missing[one.id];
  const label = say('there', { title: one.title, number: one.number });
  const { [one.id]: _found, ...others } = missing;
  return (
    <div className="receive">
      <label className="check">
        <input
          type="checkbox"
          aria-label={label}
          checked={words === undefined}
          onChange={(event) => onChange(event.target.checked ? others : { ...missing, [one.id]: '' })}
        />{' '}
        {say('colReceived')}
      </label>
      {words !== undefined && (
        <input
          className="control"
          aria-label={`${say('notThere')}：${one.number}`}
          placeholder={say('notThere')}
          maxLength={200}
          value={words}
          onChange={(event) => onChange({ ...missing, [one.id]: event.target.value })}
        />
      )}
    </div>
  );
}

function Sheet({ list }: { list: HandOver }) {
  const { message } = App.useApp();
  const staff = useStaff();
  const toReceive = list.receivedAt === null && list.centre.id === staff.body.id && ['window-clerk', 'dispatcher'].includes(staff.role);
  const [missing, setMissing] = useState<Missing>({});
  const [tried, setTried] = useState(false);
  const receive = useCommand('proxy.receive', {
    refresh: ['proxy.handOver', 'proxy.handOvers', 'proxy.waiting', 'matters.queue', 'matters.counts', 'matters.view'],
  });
  const gone = Object.entries(missing);
  const wordless = gone.some(([, words]) => !words.trim());
  const originals = list.matters.reduce((sum, one) => sum + originalsOf(one.materials).length, 0);
  const submit = () => {
    setTried(true);
    if (wordless) return;
    receive.mutate(
      { id: list.id, missing: gone.map(([id, words]) => ({ id, words: words.trim() })) },
      { onSuccess: () => void message.success(say('received')) },
    );
  };
  return (
    <>
      <ScreenHead
        title={say('list')}
        above={
          <>
            <Link to="/proxy">{say('handOverTitle')}</Link>
            <Icon name="chevron-right" />
            <span>{shortMoment(list.handedAt)}</span>
          </>
        }
        aside={
          <Button icon="print" look={toReceive ? 'outline' : 'filled'} className="no-print" onClick={() => window.print()}>
            {say('print')}
          </Button>
        }
      />
      {toReceive && <p className="quiet no-print">{say('receiveHow')}</p>}
      <article className="panel hand-over-sheet">
        <h2>{say('sheetTitle')}</h2>
        <p className="sheet-line">
          <span>
            {say('sheetStation')}：{list.station.name}
          </span>
          <span>
            {say('sheetCentre')}：{list.centre.name}
          </span>
          <span>{say('handedBy', { when: shortMoment(list.handedAt), name: list.handedBy })}</span>
          {list.receivedAt && <span>{say('receivedBy', { when: shortMoment(list.receivedAt), name: list.receivedBy ?? '' })}</span>}
        </p>
        <div className="table-wrap">
          <table className="table table-cards sheet-table">
            <thead>
              <tr>
                <th scope="col">{say('colItem')}</th>
                <th scope="col">{say('sheetMaterials')}</th>
                <th scope="col">{say('sheetOriginals')}</th>
                <th scope="col">{say('colReceived')}</th>
              </tr>
            </thead>
            <tbody>
              {list.matters.map((one, at) => (
                <tr key={one.id}>
                  <th scope="row">
                    {at + 1}.{' '}
                    <Link to="/matters/$id" params={{ id: one.id }} search={{}}>
                      {one.title}
                    </Link>
                    <span className="quiet number-line">{one.number}</span>
                  </th>
                  <td data-label={say('sheetMaterials')}>{materialsText(one.materials)}</td>
                  <td data-label={say('sheetOriginals')}>{originalsOf(one.materials).join('、')}</td>
                  <td>
                    <Received one={one} missing={toReceive ? missing : null} onChange={setMissing} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p>{say('sheetTotal', { n: list.matters.length, originals })}</p>
        <div className="sheet-sign" aria-hidden="true">
          {[say('sheetStation'), say('sheetCentre')].map((side) => (
            <p key={side}>
              {side}（{say('sheetSign')}）：
              <span className="sheet-blank" /> {say('sheetDate')}：<span className="sheet-blank" />
            </p>
          ))}
        </div>
      </article>
      {toReceive && (
        <div className="no-print stack">
          <RefusalBanner error={receive.error} />
          {tried && wordless && <FieldError>{say('receiveBad')}</FieldError>}
          <div className="form-end">
            <Button look="filled" icon="check" busy={receive.isPending} onClick={submit}>
              {say('receive', { n: list.matters.length - gone.length, missing: gone.length })}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

/** One list of papers: what is in it, ticked and signed for by the window, printed for both sides. */
export function ListScreen() {
  const { id } = useParams({ from: '/frame/proxy/lists/$id' });
  const read = useRead('proxy.handOver', { id });
  return (
    <ReadState read={read} lines={10}>
      {(data) => <Sheet key={data.id} list={data as HandOver} />}
    </ReadState>
  );
}
