import { Link, useSearch } from '@tanstack/react-router';
import { VERIFICATION_PARTS } from '../../../domain/matters/home-verification/contract.ts';
import { classNames } from '../../kit/class-names.ts';
import { EmptyState, Tag } from '../../kit/notice.tsx';
import { ListState } from '../shell/list-state.tsx';
import { usePages } from '../shell/pages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { dueMoment } from '../shell/times.ts';
import { say } from './messages.ts';

type Part = (typeof VERIFICATION_PARTS)[number];
const TITLES: Record<Part, () => string> = { open: () => say('open'), answered: () => say('answered'), ended: () => say('ended') };
const EMPTY: Record<Part, { title: () => string; words: () => string }> = {
  open: { title: () => say('emptyOpen'), words: () => say('emptyOpenWords') },
  answered: { title: () => say('emptyAnswered'), words: () => say('emptyAnsweredWords') },
  ended: { title: () => say('emptyEnded'), words: () => say('emptyEndedWords') },
};

/** 入户核查: what the township asked and the village checks, with the day each is due and how each visit ended (2.4). */
export function VerificationsScreen() {
  const { part = 'open' }: { part?: Part } = useSearch({ from: '/frame/verifications' });
  const list = usePages('verifications.list', { part, limit: 50 });
  return (
    <>
      <ScreenHead title={say('title')} />
      <nav className="tabs" aria-label={say('parts')}>
        {VERIFICATION_PARTS.map((one) => (
          <Link
            key={one}
            to="/verifications"
            search={{ part: one }}
            className={classNames('tab', one === part && 'tab-current')}
            aria-current={one === part ? 'page' : undefined}
          >
            {TITLES[one]()}
          </Link>
        ))}
      </nav>
      <ListState
        list={list}
        empty={
          <EmptyState icon="door" title={EMPTY[part].title()}>
            {EMPTY[part].words()}
          </EmptyState>
        }
      >
        <div className="table-wrap">
          <table className="table table-cards" aria-label={TITLES[part]()}>
            <thead>
              <tr>
                <th scope="col">{say('colWhat')}</th>
                <th scope="col">{say('colPlace')}</th>
                <th scope="col">{say('colWorker')}</th>
                <th scope="col">{part === 'open' ? say('colDue') : say('colOutcome')}</th>
                <th scope="col">{say('colStatus')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to="/matters/$id" params={{ id: one.id }} search={{}}>
                      {one.title}
                    </Link>
                    {one.application && (
                      <span className="quiet number-line">{say('forApplication', { number: one.application.number })}</span>
                    )}
                  </th>
                  <td>
                    {one.place} {one.address}
                  </td>
                  <td data-label={say('colWorker')}>{one.worker}</td>
                  {part === 'open' ? (
                    <td data-label={say('colDue')}>
                      {one.due && dueMoment(one.due)}{' '}
                      {one.overdue && (
                        <Tag tone="brick" icon="warn">
                          {say('overdue')}
                        </Tag>
                      )}
                    </td>
                  ) : (
                    <td data-label={say('colOutcome')}>{one.outcome}</td>
                  )}
                  <td data-label={say('colStatus')}>{one.statusTitle}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </ListState>
    </>
  );
}
