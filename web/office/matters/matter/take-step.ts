import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { levelOf } from '../../../../domain/bodies/body.ts';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf } from '../../../../domain/matters/kinds.ts';
import { dueTitleOf } from '../../../../domain/matters/words.zh.ts';
import { call, type InputOf, newCommandId, Offline, type OperationName, Problem } from '../../../kit/call.ts';
import { dueMoment } from '../../shell/times.ts';
import { say } from './messages.ts';

/** Reads that a step may change. */
const CHANGED = ['matters.view', 'matters.queue', 'matters.counts', 'matters.targets'];

/** What happened and what is next, from the matter as it is after the step. */
export function afterwords(title: string, view: MatterView): string {
  const done = say('taken', { step: title });
  if (view.mergedInto || ['closed', 'declined', 'withdrawn', 'merged'].includes(view.status)) return `${done}${say('nextEnded')}`;
  if (view.status === 'answered')
    return view.deadlines.confirm ? `${done}${say('nextAnswered', { when: dueMoment(view.deadlines.confirm) })}` : done;
  if (view.status === 'waiting-resident') return `${done}${say('nextWaiting')}`;
  if (view.status === 'suspended') return `${done}${say('nextSuspended')}`;
  const holder = say('nextHolder', { holder: view.holder.name });
  const clock = view.deadlines.sign ? 'sign' : 'answer';
  const due = view.deadlines[clock];
  if (!due) return `${done}${holder}${say('nextPlain')}`;
  const what = dueTitleOf(definitionOf(view.kind, view.version), clock, levelOf(view.holder.kind));
  return `${done}${holder}${say('nextSign', { when: dueMoment(due), what })}`;
}

/**
 * Takes steps on a matter. A lost answer is asked for again with the same command id; when the matter has moved on meanwhile,
 * the new state is read and `changed` says so; what a rule refuses says why; and nothing typed is lost.
 */
export function useTakeStep(view: MatterView) {
  const client = useQueryClient();
  const pending = useRef<{ id: string; input: string }>(undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [changed, setChanged] = useState(false);

  const refresh = () => Promise.all(CHANGED.map((name) => client.invalidateQueries({ queryKey: [name] })));

  /** Returns the matter after the step, or undefined when it was not taken. */
  const take = async (step: string, input: Record<string, unknown>): Promise<MatterView | undefined> => {
    const whole = { id: view.id, seq: view.seq, ...input };
    const text = `${step}${JSON.stringify(whole)}`;
    if (pending.current?.input !== text) pending.current = { id: newCommandId(), input: text };
    setBusy(true);
    setError(null);
    setChanged(false);
    try {
      const name = `matters.${step}` as OperationName;
      await call(name, whole as unknown as InputOf<typeof name>, { commandId: pending.current.id });
      pending.current = undefined;
      await refresh();
      return client.getQueryData(['matters.view', { id: view.id }, '']);
    } catch (wrong) {
      if (!(wrong instanceof Offline)) pending.current = undefined;
      if (wrong instanceof Problem && wrong.status === 409) await refresh();
      if (wrong instanceof Problem && wrong.type === '/problems/changed') setChanged(true);
      else setError(wrong);
      return undefined;
    } finally {
      setBusy(false);
    }
  };

  return { take, busy, error, changed };
}
