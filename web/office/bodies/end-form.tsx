import { App } from 'antd';
import { useState } from 'react';
import type { Appointment } from '../../../domain/bodies/contract.ts';
import { Button } from '../../kit/button.tsx';
import { TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { useToday } from '../shell/me.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { say } from './messages.ts';

/** Ends a post on a day, with all that hangs on it. */
export function EndForm({ post, onDone }: { post: Pick<Appointment, 'appointmentId' | 'validFrom'>; onDone: () => void }) {
  const { message } = App.useApp();
  const today = useToday();
  const [validUntil, setValidUntil] = useState(today);
  const end = useCommand('bodies.endAppointment', { refresh: ['bodies.view', 'territory.place', 'bodies.reviewPosts'] });
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
