import { App } from 'antd';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { Tag } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { Card } from '../shell/card.tsx';
import { ReadState } from '../shell/read-state.tsx';
import { shortMoment } from '../shell/times.ts';
import { AccountError } from './account-error.tsx';
import { say } from './messages.ts';

const FEW = 5;

/** Every device one is signed in on; one that is not known can be ended. */
export function Sessions() {
  const { message } = App.useApp();
  const sessions = useRead('accounts.sessions', {});
  const [all, setAll] = useState(false);
  const end = useCommand('accounts.endSession', { refresh: ['accounts.sessions'] });
  const endOthers = useCommand('accounts.endOtherSessions', { refresh: ['accounts.sessions'] });
  return (
    <Card title={say('sessions')} note={say('sessionsNote')}>
      <ReadState read={sessions} lines={3}>
        {(data) => (
          <>
            <ul className="lines">
              {data.sessions.slice(0, all ? undefined : FEW).map((session) => (
                <li key={session.id}>
                  <span>
                    {session.device} {session.current && <Tag tone="leaf">{say('thisOne')}</Tag>}
                    <span className="quiet lines-note">
                      {say('seen', { when: shortMoment(session.seenAt) })} · {say('since', { when: shortMoment(session.createdAt) })}
                    </span>
                  </span>
                  {!session.current && (
                    <Button
                      disabled={end.isPending}
                      onClick={() => end.mutate({ id: session.id }, { onSuccess: () => void message.success(say('ended')) })}
                    >
                      {say('end')}
                    </Button>
                  )}
                  {end.variables?.id === session.id && <AccountError error={end.error} />}
                </li>
              ))}
            </ul>
            {!all && data.sessions.length > FEW && (
              <Button look="quiet" icon="chevron-down" className="more" onClick={() => setAll(true)}>
                {say('allSessions', { n: data.sessions.length })}
              </Button>
            )}
            <AccountError error={endOthers.error} />
            {data.sessions.length > 1 && (
              <div className="form-end">
                <Button
                  busy={endOthers.isPending}
                  onClick={() => endOthers.mutate({}, { onSuccess: () => void message.success(say('othersEnded')) })}
                >
                  {say('endOthers')}
                </Button>
              </div>
            )}
          </>
        )}
      </ReadState>
    </Card>
  );
}
