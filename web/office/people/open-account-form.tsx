import { useState } from 'react';
import { SHOWN_TEXTS, shownText } from '../../../domain/own-data/consents.ts';
import { Button } from '../../kit/button.tsx';
import { Problem } from '../../kit/call.ts';
import { TextInput } from '../../kit/field.tsx';
import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { say } from './messages.ts';

/** Opens a phone account for someone who stands here and agrees; one phone may serve a family (2.3). */
export function OpenAccountForm({ personId }: { personId: string }) {
  const [phone, setPhone] = useState('');
  const open = useCommand('accounts.openForResident');
  if (open.isSuccess) return <Banner tone="leaf" title={say('openAccountDone')} />;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate({ personId, phone: phone.trim(), agreed: SHOWN_TEXTS });
      }}
    >
      <p>{say('openAccountWords')}</p>
      <TextInput
        label={say('phone')}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
        inputMode="tel"
        maxLength={11}
        required
        autoComplete="off"
        error={open.error instanceof Problem ? open.error.about('phone') : undefined}
      />
      <section className="read-out">
        <h3>{say('openAccountRead')}</h3>
        <blockquote>{shownText('account')}</blockquote>
        <p className="quiet">{say('openAccountFamily')}</p>
        <blockquote>{shownText('family')}</blockquote>
      </section>
      <ErrorBanner error={open.error} />
      <div className="form-end">
        <Button type="submit" look="filled" busy={open.isPending} disabled={phone.trim().length !== 11}>
          {say('openAccountDo')}
        </Button>
      </div>
    </form>
  );
}
