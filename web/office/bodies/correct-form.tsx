import { App } from 'antd';
import { useState } from 'react';
import type { Appointment } from '../../../domain/bodies/contract.ts';
import { supervises } from '../../../domain/bodies/supervision.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { useCommand } from '../../kit/query.ts';
import { say as frame } from '../shell/messages.ts';
import { RefusalBanner } from '../shell/refusal-banner.tsx';
import { say } from './messages.ts';
import { readWoman, WomanChoice, womanOf } from './woman-choice.tsx';

/** Puts right what is written of a post; who holds it and from when stays, that needs a new appointment. */
export function CorrectForm({ post, onDone }: { post: Appointment; onDone: () => void }) {
  const { message } = App.useApp();
  const [phone, setPhone] = useState(post.phone);
  const [allowance, setAllowance] = useState(post.allowance ?? '');
  const [woman, setWoman] = useState(readWoman(post.woman));
  const correct = useCommand('bodies.correctAppointment', { refresh: ['bodies.view', 'territory.place'] });
  const problem = correct.error instanceof Problem ? correct.error : null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        correct.mutate(
          { id: post.appointmentId, phone: phone.trim(), allowance: allowance.trim(), woman: womanOf(woman) },
          {
            onSuccess: () => {
              void message.success(say('corrected'));
              onDone();
            },
          },
        );
      }}
    >
      <TextInput
        label={say('workPhone')}
        hint={say('workPhoneHint')}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
        inputMode="tel"
        maxLength={20}
        autoComplete="off"
        error={problem?.about('phone')}
      />
      {post.role === 'grid-worker' && (
        <TextInput
          label={say('allowance')}
          hint={say('allowanceHint')}
          value={allowance}
          onChange={(event) => setAllowance(event.target.value)}
          maxLength={200}
          error={problem?.about('allowance')}
        />
      )}
      {supervises(post.role) && <WomanChoice value={woman} onChange={setWoman} error={problem?.about('woman')} />}
      <p className="quiet">{say('correctRest')}</p>
      <RefusalBanner error={correct.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={correct.isPending}>
          {frame('save')}
        </Button>
      </div>
    </form>
  );
}
