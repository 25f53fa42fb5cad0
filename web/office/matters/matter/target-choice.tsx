import { useEffect, useId, useState } from 'react';
import { BODY_KIND_TITLES, type BodyKind } from '../../../../domain/bodies/body.ts';
import { classNames } from '../../../kit/class-names.ts';
import { FieldError } from '../../../kit/field.tsx';
import { ErrorBanner, Skeleton, Tag } from '../../../kit/notice.tsx';
import { useRead } from '../../../kit/query.ts';
import { useSettled } from '../../../kit/settled.ts';
import { say as frame } from '../../shell/messages.ts';
import { say } from './messages.ts';

/** The bodies a step may name: the suggested first with the reason, the refused ones with the rule that refuses them. */
export function TargetChoice({
  matterId,
  step,
  label,
  value,
  onChange,
  error,
}: {
  matterId: string;
  step: string;
  label: string;
  value: string | undefined;
  onChange: (bodyId: string) => void;
  error?: string;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 250);
  const targets = useRead('matters.targets', { id: matterId, step, ...(q && { q }) }, { keep: true });
  const rows = (targets.data?.targets ?? []).toSorted(
    (a, b) => Number(b.suggested) - Number(a.suggested) || Number(Boolean(a.refused)) - Number(Boolean(b.refused)),
  );
  const [proposed] = rows.filter((target) => target.suggested && !target.refused);
  const preselect = step === 'assign' && value === undefined ? proposed?.id : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the proposal is taken once; whoever dispatches sees it and may choose another.
  useEffect(() => {
    if (preselect) onChange(preselect);
  }, [preselect]);
  return (
    <fieldset className="targets" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="field-label">{label}</legend>
      <input
        className="control"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={frame('searchBody')}
        aria-label={say('bodySearch')}
        autoComplete="off"
      />
      {targets.isPending && <Skeleton lines={4} />}
      <ErrorBanner error={targets.error} onRetry={() => void targets.refetch()} />
      {targets.data && rows.length === 0 && <p className="quiet">{frame('noneFound')}</p>}
      <div className="targets-rows">
        {rows.map((target) => (
          <label key={target.id} className={classNames('target', target.refused && 'target-refused')}>
            <input
              type="radio"
              name={id}
              value={target.id}
              checked={value === target.id}
              disabled={Boolean(target.refused)}
              onChange={() => onChange(target.id)}
            />
            <span className="target-words">
              <span className="target-name">
                {target.name}
                <span className="quiet"> {BODY_KIND_TITLES[target.kind as BodyKind] ?? ''}</span>
                {target.suggested && <Tag tone="brand">{say('suggested')}</Tag>}
              </span>
              {(target.refused ?? target.why) && <span className="target-why">{target.refused ?? target.why}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
