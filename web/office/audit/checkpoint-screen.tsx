import './checkpoint.css';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { timeText, wallClock } from '../../kit/dates.ts';
import { Field } from '../../kit/field.tsx';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { qrPicture } from '../../kit/receipt-code.ts';
import { useStaff } from '../shell/me.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { say } from './messages.ts';

type Checkpoint = OutputOf<'sealing.checkpoints'>['items'][number];

/** A moment with its year: the paper is kept for many. */
function paperMoment(instant: string | Date): string {
  const { year, month, day } = wallClock(instant);
  return `${say('checkpointDay', { year, month, day })} ${timeText(instant)}`;
}

/** The signed note as a picture, so that nobody has to type it off. */
function NotePicture({ note }: { note: string }) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    let gone = false;
    void qrPicture(note).then((drawn) => !gone && setPicture(drawn));
    return () => {
      gone = true;
    };
  }, [note]);
  return <img className="checkpoint-qr" src={picture} alt={say('checkpointQr')} />;
}

function Sheet({ checkpoint }: { checkpoint: Checkpoint }) {
  const staff = useStaff();
  return (
    <article className="panel checkpoint">
      <h2>{say('checkpointTitle')}</h2>
      <p>{say('checkpointLead', { county: checkpoint.countyName, size: checkpoint.size })}</p>
      <div className="checkpoint-body">
        <dl className="details">
          <dt>{say('checkpointCounty')}</dt>
          <dd>
            {checkpoint.countyName} {checkpoint.county}
          </dd>
          <dt>{say('checkpointSize')}</dt>
          <dd>{checkpoint.size}</dd>
          <dt>{say('checkpointAt')}</dt>
          <dd>{paperMoment(checkpoint.at)}</dd>
          <dt>{say('checkpointTaken')}</dt>
          <dd>
            {staff.body.name} · {staff.name}
            <br />
            {paperMoment(new Date())}
          </dd>
        </dl>
        <NotePicture note={checkpoint.note} />
      </div>
      <h3>{say('checkpointText')}</h3>
      <pre className="checkpoint-note">{checkpoint.note}</pre>
      <p>{say('checkpointHow')}</p>
      <pre className="checkpoint-note">linli verify audit --checkpoint checkpoint.txt</pre>
      <p>{say('checkpointAlone')}</p>
      <p className="checkpoint-kept">
        {say('checkpointKept')} <span className="checkpoint-blank" />
      </p>
    </article>
  );
}

/** 封存凭证: the newest signed checkpoint on one page of paper, for somebody outside to keep. */
export function CheckpointScreen() {
  const { range } = useStaff();
  const read = useRead('sealing.checkpoints', { territory: range.slice(0, 6) });
  const [chosen, setChosen] = useState('');
  return (
    <>
      <ScreenHead
        title={say('checkpointTitle')}
        above={
          <>
            <Link to="/audit">{say('title')}</Link>
            <Icon name="chevron-right" />
          </>
        }
        aside={
          <Button look="filled" icon="print" className="no-print" disabled={!read.data?.items.length} onClick={() => window.print()}>
            {say('print')}
          </Button>
        }
      />
      <ReadState read={read} lines={10}>
        {({ items }) => {
          const checkpoint = items.find(({ county }) => county === chosen) ?? items[0];
          if (!checkpoint)
            return (
              <EmptyState icon="print" title={say('checkpointNone')}>
                {say('checkpointNoneWords')}
              </EmptyState>
            );
          return (
            <>
              {items.length > 1 && (
                <div className="no-print checkpoint-choose">
                  <Field label={say('checkpointChoose')}>
                    {(tied) => (
                      <select {...tied} className="control" value={checkpoint.county} onChange={(event) => setChosen(event.target.value)}>
                        {items.map(({ county, countyName }) => (
                          <option key={county} value={county}>
                            {countyName}
                          </option>
                        ))}
                      </select>
                    )}
                  </Field>
                </div>
              )}
              <Sheet checkpoint={checkpoint} />
            </>
          );
        }}
      </ReadState>
    </>
  );
}
