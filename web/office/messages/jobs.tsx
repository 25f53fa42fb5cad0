import { App } from 'antd';
import { useState } from 'react';
import { classNames } from '../../kit/class-names.ts';
import { EmptyState, sentenceOf } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { ListState } from '../shell/list-state.tsx';
import { say as frame } from '../shell/messages.ts';
import { usePages } from '../shell/pages.ts';
import { shortMoment } from '../shell/times.ts';
import { jobTitle, say } from './messages.ts';

const STATES = ['dead', 'waiting', 'done'] as const;
const TITLES = { dead: () => say('jobDead'), waiting: () => say('jobWaiting'), done: () => say('jobDone') };

/** Jobs by state; a dead one waits here until a person tries it again or drops it. */
export function Jobs() {
  const { message, modal } = App.useApp();
  const [state, setState] = useState<(typeof STATES)[number]>('dead');
  const list = usePages('jobs.list', { state, limit: 50 });
  const retry = useCommand('jobs.retry', { refresh: ['jobs.list'] });
  const drop = useCommand('jobs.drop', { refresh: ['jobs.list'] });
  const counts = list.data?.pages[0]?.counts;
  const failed = (error: unknown) => void message.error(sentenceOf(error).title);
  const askDrop = (id: string) =>
    modal.confirm({
      title: say('dropAsk'),
      content: say('dropWords'),
      okText: say('drop'),
      okButtonProps: { danger: true },
      cancelText: frame('cancel'),
      onOk: () => drop.mutateAsync({ id }).then(() => void message.success(say('dropped')), failed),
    });
  return (
    <>
      <div className="row">
        {STATES.map((one) => (
          <button
            key={one}
            type="button"
            className={classNames('chip', one === state && 'chip-on')}
            aria-pressed={one === state}
            onClick={() => setState(one)}
          >
            {TITLES[one]()} {counts?.[one] ?? ''}
          </button>
        ))}
      </div>
      <ListState
        list={list}
        empty={
          <EmptyState icon="check" title={say('noneJobs')}>
            {say('noneJobsWords')}
          </EmptyState>
        }
      >
        <div className="table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th scope="col">{say('colKind')}</th>
                <th scope="col">{say('colWhen')}</th>
                <th scope="col">{say('colRunAt')}</th>
                <th scope="col">{say('colAttempts')}</th>
                <th scope="col">{say('colProblem')}</th>
                <th scope="col">
                  <span className="visually-hidden">{frame('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((job) => (
                <tr key={job.id}>
                  <th scope="row">{jobTitle(job.kind)}</th>
                  <td data-label={say('colWhen')}>{shortMoment(job.finishedAt ?? job.createdAt)}</td>
                  <td data-label={say('colRunAt')}>{job.state === 'waiting' ? shortMoment(job.runAt) : ''}</td>
                  <td data-label={say('colAttempts')}>{say('attempts', { n: job.attempts })}</td>
                  <td data-label={say('colProblem')}>{job.problem ?? ''}</td>
                  <td>
                    {job.state === 'dead' && (
                      <span className="row">
                        <button
                          type="button"
                          className="link"
                          onClick={() =>
                            retry.mutate({ id: job.id }, { onSuccess: () => void message.success(say('retried')), onError: failed })
                          }
                        >
                          {say('retry')}
                        </button>
                        <button type="button" className="link" onClick={() => askDrop(job.id)}>
                          {say('drop')}
                        </button>
                      </span>
                    )}
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
