import { App, Modal } from 'antd';
import { useState } from 'react';
import type { Appointment } from '../../../domain/bodies/contract.ts';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { useToday } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { say } from './messages.ts';

function EndForm({ post, onDone }: { post: Appointment; onDone: () => void }) {
  const { message } = App.useApp();
  const today = useToday();
  const [validUntil, setValidUntil] = useState(today);
  const end = useCommand('bodies.endAppointment', { refresh: ['bodies.view', 'territory.place'] });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate(
          { id: post.appointmentId, validUntil },
          {
            onSuccess: () => {
              void message.success(say('ended'));
              onDone();
            },
          },
        );
      }}
    >
      <TextInput
        label={say('endDay')}
        type="date"
        value={validUntil}
        min={post.validFrom}
        onChange={(event) => setValidUntil(event.target.value)}
        required
      />
      <RefusalBanner error={end.error} />
      <div className="form-end">
        <Button type="submit" look="danger" busy={end.isPending}>
          {say('end')}
        </Button>
      </div>
    </form>
  );
}

/** Who holds which post from when to when, with their other posts and allowance. */
export function AppointmentTable({ posts, mayEnd }: { posts: readonly Appointment[]; mayEnd: boolean }) {
  const [ending, setEnding] = useState<Appointment | null>(null);
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
            {mayEnd && (
              <th scope="col">
                <span className="visually-hidden">{frame('edit')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.appointmentId}>
              <th scope="row">{post.name}</th>
              <td>
                {post.roleTitle}
                {post.territory.length === 15 && <span className="quiet"> {post.territory.slice(-3)}</span>}
              </td>
              <td data-label={say('workPhone')}>{post.phone && <a href={`tel:${post.phone}`}>{post.phone}</a>}</td>
              <td data-label={say('colTerm')}>
                {post.validUntil ? say('term', { from: post.validFrom, until: post.validUntil }) : say('since', { date: post.validFrom })}
              </td>
              <td data-label={say('colConcurrent')}>{post.concurrent.map((other) => `${other.bodyName} ${other.roleTitle}`).join('、')}</td>
              <td data-label={say('colAllowance')}>{post.allowance ?? ''}</td>
              {mayEnd && (
                <td>
                  <button type="button" className="link" onClick={() => setEnding(post)}>
                    {say('end')}
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        open={ending !== null}
        title={ending ? say('endAsk', { name: ending.name, role: ending.roleTitle }) : ''}
        footer={null}
        onCancel={() => setEnding(null)}
        destroyOnHidden
        width={400}
      >
        {ending && <EndForm post={ending} onDone={() => setEnding(null)} />}
      </Modal>
    </div>
  );
}
