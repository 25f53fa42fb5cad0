import { useState } from 'react';
import type { MatterView } from '../../../../domain/matters/contract.ts';
import { definitionOf } from '../../../../domain/matters/kinds.ts';
import { mayOpenPapers } from '../../../../domain/matters/papers.ts';
import { Button } from '../../../kit/button.tsx';
import { TextArea } from '../../../kit/field.tsx';
import { Icon } from '../../../kit/icons.tsx';
import { ErrorBanner } from '../../../kit/notice.tsx';
import { useCommand } from '../../../kit/query.ts';
import { useStaff } from '../../shell/me.ts';
import { shortMoment } from '../../shell/times.ts';
import { say } from './messages.ts';
import { actorOf, stateOf } from './offers.ts';

/** That they are open, until when by themselves, and one touch that closes them now. */
function OpenPapers({ id, until }: { id: string; until: string }) {
  const close = useCommand('purposes.close', { refresh: ['matters.view'] });
  return (
    <div className="form closed-papers no-print">
      <p className="notice-line tone-leaf">
        <Icon name="eye" />
        {say('papersUntil', { when: shortMoment(until) })}
      </p>
      <ErrorBanner error={close.error} />
      <div className="row">
        <Button icon="lock" busy={close.isPending} onClick={() => close.mutate({ matterId: id })}>
          {say('papersClose')}
        </Button>
      </div>
    </div>
  );
}

/** Papers of a person, and what was found at their home, that this reader does not see yet: how many there are, and one touch that says why they must be seen. */
export function ClosedPapers({ view }: { view: MatterView }) {
  const staff = useStaff();
  const open = useCommand('purposes.open', { refresh: ['matters.view'] });
  const [purpose, setPurpose] = useState(view.papers?.purpose ?? '');
  const state = stateOf(view);
  const { papers } = view;
  if (!papers || !state) return null;
  if (papers.until) return <OpenPapers id={view.id} until={papers.until} />;
  if (papers.seen >= papers.count) return null;
  const may = mayOpenPapers(definitionOf(view.kind, view.version), state, actorOf(staff), { concernsActor: view.concernsReader });
  return (
    <form
      className="form closed-papers no-print"
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate({ matterId: view.id, purpose: purpose.trim() });
      }}
    >
      <p className="notice-line tone-wheat">
        <Icon name="lock" />
        {say('papersClosed', { n: papers.count - papers.seen })}
        {!may.allowed && may.reason}
      </p>
      {may.allowed && (
        <>
          <TextArea
            label={say('papersPurpose')}
            hint={say('papersWords')}
            rows={2}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
            minLength={2}
            maxLength={100}
            required
          />
          <ErrorBanner error={open.error} />
          <div className="row">
            <Button type="submit" icon="eye" busy={open.isPending} disabled={purpose.trim().length < 2}>
              {say('papersOpen')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
