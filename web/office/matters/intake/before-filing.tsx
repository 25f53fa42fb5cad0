import { Button } from '../../../kit/button.tsx';
import { Banner, Tag } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { useSettled } from '../../../kit/settled.ts';
import { Card } from '../../shell/card.tsx';
import { dueMoment, shortDay } from '../../shell/times.ts';
import { STATUS_TONES } from '../due.ts';
import { type IntakeDraft, placeOf } from './draft.ts';
import { say } from './messages.ts';

/** What filing would promise: who gets it and by when. */
export function PromiseCard({ draft }: { draft: IntakeDraft }) {
  const place = placeOf(draft);
  const ready = Boolean(place && draft.category);
  const promise = useRead('matters.promise', { village: place?.village ?? '', category: draft.category ?? '' }, { enabled: ready });
  if (!ready || !promise.data) return null;
  const { holder, signBy, answerBy, warning } = promise.data;
  return (
    <Card title={say('promise')}>
      <p>{say('promiseWords', { holder, sign: dueMoment(signBy), answer: dueMoment(answerBy) })}</p>
      {warning && <Banner tone="wheat" title={warning} />}
    </Card>
  );
}

/** Matters that may be the same trouble, to join instead of filing another. */
export function SimilarMatters({ draft, busy, onJoin }: { draft: IntakeDraft; busy: boolean; onJoin: (id: string) => void }) {
  const place = placeOf(draft);
  const words = useSettled(draft.words.trim(), 700);
  const ready = Boolean(place && words.length >= 4);
  const found = useRead(
    'matters.similar',
    { words, village: place?.village ?? '', ...(draft.category && { category: draft.category }) },
    { enabled: ready, keep: true },
  );
  return (
    <Card title={say('similar')} note={found.data && found.data.matters.length > 0 ? say('similarWords') : undefined}>
      {!ready && <p className="quiet">{say('similarLater')}</p>}
      {ready && found.data?.matters.length === 0 && <p className="quiet">{say('similarNone')}</p>}
      <ul className="plain-list">
        {ready &&
          found.data?.matters.map((matter) => (
            <li key={matter.id} className="similar-row">
              <div>
                <p>
                  <strong>{matter.title}</strong> <Tag tone={STATUS_TONES[matter.status]}>{matter.statusTitle}</Tag>
                </p>
                <p className="quiet">
                  {shortDay(matter.filedAt)} · {matter.place} · {matter.holder}
                  {matter.joined > 0 && ` · ${say('similarPeople', { n: matter.joined + 1 })}`}
                </p>
              </div>
              <Button icon="plus" disabled={busy} onClick={() => onJoin(matter.id)}>
                {say('similarJoin')}
              </Button>
            </li>
          ))}
      </ul>
    </Card>
  );
}
