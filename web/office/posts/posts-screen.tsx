import { Link, useSearch } from '@tanstack/react-router';
import { App, Modal } from 'antd';
import { useState } from 'react';
import { REVIEW_PARTS, type ReviewedPost } from '../../../domain/bodies/review.ts';
import { Button } from '../../kit/button.tsx';
import { classNames } from '../../kit/class-names.ts';
import { momentText } from '../../kit/dates.ts';
import { EmptyState, Tag } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { EndForm } from '../bodies/end-form.tsx';
import { ListState } from '../shell/list-state.tsx';
import { useStaff } from '../shell/me.ts';
import { usePages } from '../shell/pages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { say } from './messages.ts';

type Part = (typeof REVIEW_PARTS)[number];
const TITLES: Record<Part, () => string> = { waiting: () => say('waiting'), confirmed: () => say('confirmed') };
const EMPTY: Record<Part, { title: () => string; words: () => string }> = {
  waiting: { title: () => say('emptyWaiting'), words: () => say('emptyWaitingWords') },
  confirmed: { title: () => say('emptyConfirmed'), words: () => say('emptyConfirmedWords') },
};

const monthText = (month: string | null): string =>
  month ? say('month', { year: month.slice(0, 4), month: Number(month.slice(5)) }) : say('neverUsed');

/** One touch that says the post is still needed, or ends it; where the reader may not, the reason. */
function Decision({ post, onEnd }: { post: ReviewedPost; onEnd: () => void }) {
  const { message } = App.useApp();
  const confirm = useCommand('bodies.confirmPost', { refresh: ['bodies.reviewPosts'] });
  if (post.refusal) return <span className="quiet">{post.refusal}</span>;
  return (
    <>
      <span className="row">
        <Button
          icon="check"
          busy={confirm.isPending}
          aria-label={say('confirmOf', { name: post.name, role: post.roleTitle })}
          onClick={() => confirm.mutate({ id: post.appointmentId }, { onSuccess: () => void message.success(say('done')) })}
        >
          {say('confirm')}
        </Button>
        <button type="button" className="link" onClick={onEnd}>
          {say('end')}
        </button>
      </span>
      <RefusalBanner error={confirm.error} />
    </>
  );
}

function PostRow({ post, onEnd }: { post: ReviewedPost; onEnd: () => void }) {
  const { role } = useStaff();
  return (
    <tr>
      <th scope="row">{post.name}</th>
      <td>
        {post.roleTitle}
        {post.territory.length === 15 && <span className="quiet"> {say('grid', { code: post.territory.slice(-3) })}</span>}{' '}
        <Link to="/bodies/$id" params={{ id: post.bodyId }} className="quiet">
          {post.bodyName}
        </Link>
      </td>
      <td data-label={say('colSince')}>{say('since', { date: post.validFrom })}</td>
      <td data-label={say('colUsed')}>{monthText(post.usedMonth)}</td>
      {post.confirmedAt ? (
        <td data-label={say('colConfirmed')}>{momentText(post.confirmedAt)}</td>
      ) : (
        <>
          <td data-label={say('colDue')}>
            {say('before', { date: post.due })}{' '}
            {post.overdue && (
              <Tag tone="brick" icon="warn">
                {say(post.ofHead && role !== 'station-head' ? 'ofHead' : 'overdue')}
              </Tag>
            )}
          </td>
          <td>
            <Decision post={post} onEnd={onEnd} />
          </td>
        </>
      )}
    </tr>
  );
}

/** 岗位复核: once a year each post that signs in is confirmed by whoever answers for it, or ended; nobody is counted or ranked. */
export function PostsScreen() {
  const { part = 'waiting' }: { part?: Part } = useSearch({ from: '/frame/posts' });
  const list = usePages('bodies.reviewPosts', { part, limit: 50 });
  const [ending, setEnding] = useState<ReviewedPost | null>(null);
  const close = () => setEnding(null);
  return (
    <>
      <ScreenHead title={say('title')} />
      <p className="quiet">{say('intro')}</p>
      <nav className="tabs" aria-label={say('parts')}>
        {REVIEW_PARTS.map((one) => (
          <Link
            key={one}
            to="/posts"
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
          <EmptyState icon="check" title={EMPTY[part].title()}>
            {EMPTY[part].words()}
          </EmptyState>
        }
      >
        <div className="table-wrap">
          <table className="table table-cards" aria-label={TITLES[part]()}>
            <thead>
              <tr>
                <th scope="col">{say('colPerson')}</th>
                <th scope="col">{say('colRole')}</th>
                <th scope="col">{say('colSince')}</th>
                <th scope="col">{say('colUsed')}</th>
                <th scope="col">{part === 'waiting' ? say('colDue') : say('colConfirmed')}</th>
                {part === 'waiting' && <th scope="col">{say('colDo')}</th>}
              </tr>
            </thead>
            <tbody>
              {list.items.map((post) => (
                <PostRow key={post.appointmentId} post={post} onEnd={() => setEnding(post)} />
              ))}
            </tbody>
          </table>
        </div>
      </ListState>
      <Modal
        open={ending !== null}
        title={ending && say('endAsk', { name: ending.name, role: ending.roleTitle })}
        footer={null}
        onCancel={close}
        destroyOnHidden
        width={400}
      >
        {ending && <EndForm post={ending} onDone={close} />}
      </Modal>
    </>
  );
}
