import { useState } from 'react';
import { isApplicantsCard } from '../../../domain/matters/proxy-service/papers.ts';
import { Button } from '../../kit/button.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { IdentityForm } from '../people/identity-form.tsx';
import { mayKeepIdentity } from '../people/may-keep.ts';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff } from '../shell/me.ts';
import { say } from './messages.ts';

/** Where an item asks for the applicant's identity card: the number that is held, or the way to take it down once. Who may not see it sees nothing. */
export function IdentityCardLine({ personId, asked }: { personId: string; asked: readonly string[] }) {
  const staff = useStaff();
  const [entering, setEntering] = useState(false);
  const needed = mayKeepIdentity(staff.role) && asked.some(isApplicantsCard);
  const read = useRead('people.identity', { id: personId }, { enabled: needed });
  if (!needed || (!read.data && !read.error)) return null;
  if (!read.data) return <ErrorBanner error={read.error} onRetry={() => void read.refetch()} />;
  const { masked } = read.data;
  return (
    <div className="row">
      <span className="quiet">{masked ? say('identityHeld', { last: masked.slice(-1) }) : say('identityMissing')}</span>
      {!masked && (
        <Button icon="edit" onClick={() => setEntering(true)}>
          {say('identityEnter')}
        </Button>
      )}
      <FormDrawer open={entering} title={say('identityEnter')} onClose={() => setEntering(false)}>
        <IdentityForm personId={personId} masked={masked} onDone={() => setEntering(false)} />
      </FormDrawer>
    </div>
  );
}
