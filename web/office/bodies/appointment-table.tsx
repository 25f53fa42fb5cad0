import { Modal } from 'antd';
import { useState } from 'react';
import type { Appointment } from '../../../domain/bodies/contract.ts';
import { say as frame } from '../shell/messages.ts';
import type { BodyAddress } from './address.ts';
import { CorrectForm } from './correct-form.tsx';
import { EndForm } from './end-form.tsx';
import { say } from './messages.ts';

interface Changing {
  act: 'correct' | 'end';
  post: Appointment;
}

/** The change one came to make, where it is about one of these posts. */
function changeOf({ act, post }: BodyAddress, posts: readonly Appointment[]): Changing | null {
  const found = posts.find(({ appointmentId }) => appointmentId === post);
  return found && (act === 'correct' || act === 'end') ? { act, post: found } : null;
}

/** Who holds which post from when to when, with their other posts and allowance; `address` opens a change and marks the posts of a grid. */
export function AppointmentTable({
  posts,
  mayChange,
  address = {},
  onClosed,
}: {
  posts: readonly Appointment[];
  mayChange: boolean;
  address?: BodyAddress;
  onClosed?: () => void;
}) {
  const [changing, setChanging] = useState<Changing | null>(() => (mayChange ? changeOf(address, posts) : null));
  const close = () => {
    setChanging(null);
    onClosed?.();
  };
  return (
    <div className="table-wrap">
      <table className="table table-cards">
        <thead>
          <tr>
            <th scope="col">{say('colPerson')}</th>
            <th scope="col">{say('colRole')}</th>
            <th scope="col">{say('workPhone')}</th>
            <th scope="col">{say('colTerm')}</th>
            <th scope="col">{say('colConcurrent')}</th>
            <th scope="col">{say('colAllowance')}</th>
            {mayChange && (
              <th scope="col">
                <span className="visually-hidden">{frame('edit')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.appointmentId} className={!address.act && post.territory === address.territory ? 'row-chosen' : undefined}>
              <th scope="row">{post.name}</th>
              <td className="cell-short">
                {post.roleTitle}
                {post.gridName && <span className="quiet"> {post.gridName}</span>}
              </td>
              <td className="cell-short" data-label={say('workPhone')}>
                {post.phone && <a href={`tel:${post.phone}`}>{post.phone}</a>}
              </td>
              <td className="cell-short" data-label={say('colTerm')}>
                {post.validUntil ? say('term', { from: post.validFrom, until: post.validUntil }) : say('since', { date: post.validFrom })}
              </td>
              <td data-label={say('colConcurrent')}>{post.concurrent.map((other) => `${other.bodyName} ${other.roleTitle}`).join('、')}</td>
              <td data-label={say('colAllowance')}>{post.allowance ?? ''}</td>
              {mayChange && (
                <td className="cell-short">
                  <span className="row">
                    <button type="button" className="link" onClick={() => setChanging({ act: 'correct', post })}>
                      {say('correct')}
                    </button>
                    <button type="button" className="link" onClick={() => setChanging({ act: 'end', post })}>
                      {say('end')}
                    </button>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        open={changing !== null}
        title={
          changing && say(changing.act === 'end' ? 'endAsk' : 'correctAsk', { name: changing.post.name, role: changing.post.roleTitle })
        }
        footer={null}
        onCancel={close}
        destroyOnHidden
        width={400}
      >
        {changing?.act === 'end' && <EndForm post={changing.post} onDone={close} />}
        {changing?.act === 'correct' && <CorrectForm post={changing.post} onDone={close} />}
      </Modal>
    </div>
  );
}
