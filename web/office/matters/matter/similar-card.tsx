import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { call, newCommandId } from '../../../kit/call.ts';
import { sentenceOf, Tag } from '../../../kit/notice.tsx';
import { Card } from '../../shell/card.tsx';
import { say as frame } from '../../shell/messages.ts';
import { shortDay } from '../../shell/times.ts';
import { STATUS_TONES } from '../due.ts';
import { say } from './messages.ts';

/** Matters that may be the same trouble; one may be merged into this one. */
export function SimilarCard({ view, mayMerge }: { view: MatterView; mayMerge: boolean }) {
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (view.similar.length === 0) return null;
  const merge = async (other: MatterView['similar'][number]) => {
    setBusy(true);
    try {
      // The other one ends, so its own state decides; it is read fresh for the number of its last step.
      const { seq } = await call('matters.view', { id: other.id });
      await call('matters.merge', { id: other.id, seq, matter: view.id }, { commandId: newCommandId() });
      await client.invalidateQueries();
      void message.success(say('merged'));
    } catch (error) {
      const { title, detail } = sentenceOf(error);
      void message.error([title, detail].filter(Boolean).join(' '));
    } finally {
      setBusy(false);
    }
  };
  const ask = (other: MatterView['similar'][number]) =>
    modal.confirm({
      title: say('mergeHereTitle', { title: other.title }),
      content: say('mergeHereWords'),
      okText: say('mergeHereDo'),
      cancelText: frame('cancel'),
      onOk: () => merge(other),
    });
  return (
    <Card title={say('similar')} className="similar">
      <ul className="plain-list">
        {view.similar.map((other) => (
          <li key={other.id}>
            <Link to="/matters/$id" params={{ id: other.id }} search={{}}>
              {other.title}
            </Link>
            <p className="quiet">
              {shortDay(other.filedAt)} · {other.place} · {other.holder}
              {other.joined > 0 && ` · ${say('similarPeople', { n: other.joined + 1 })}`}{' '}
              <Tag tone={STATUS_TONES[other.status]}>{other.statusTitle}</Tag>
            </p>
            {mayMerge && (
              <button type="button" className="link" disabled={busy} onClick={() => ask(other)}>
                {say('mergeHere')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
