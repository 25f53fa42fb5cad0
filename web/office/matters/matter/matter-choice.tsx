import { useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { ChoiceList } from '../../../kit/choice-list.tsx';
import { ErrorBanner } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { useSettled } from '../../../kit/settled.ts';
import { say as frame } from '../../shell/messages.ts';
import { shortMoment } from '../../shell/times.ts';
import { say } from './messages.ts';

const MOST = 8;

/** The matter a step names: the likely ones first, any other one may see by its number or words. */
export function MatterChoice({
  view,
  value,
  onChange,
  error,
}: {
  view: MatterView;
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  error?: string;
}) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 350);
  const searched = q.length > 1;
  const found = useRead('matters.queue', { tab: 'all', q, limit: MOST }, { enabled: searched, keep: true });
  const others = searched
    ? (found.data?.items ?? []).filter((one) => one.id !== view.id && one.status !== 'merged' && one.status !== 'withdrawn')
    : view.similar;
  return (
    <div className="targets">
      <input
        className="control"
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(undefined);
        }}
        placeholder={say('matterFind')}
        aria-label={say('matterFind')}
        maxLength={60}
        autoComplete="off"
      />
      <ErrorBanner error={found.error} onRetry={() => void found.refetch()} />
      {others.length === 0 && !found.isFetching && <p className="quiet">{searched ? frame('noneFound') : say('matterNone')}</p>}
      {others.length > 0 && (
        <ChoiceList
          label={say('matterField')}
          choices={others.map((one) => ({
            value: one.id,
            label: one.title,
            hint: `${shortMoment(one.filedAt)} · ${one.place} · ${one.holder}`,
          }))}
          value={value}
          onChange={onChange}
          error={error}
        />
      )}
    </div>
  );
}
