import { Link } from 'wouter';
import { Icon } from '../../kit/icons.tsx';
import type { Outgoing } from '../device.ts';
import { t } from './messages.ts';
import { wordsOf } from './what-is-sent.ts';

/** What has not left this device, each a way to its page. */
export function WaitingCards({ waiting }: { waiting: readonly Outgoing[] }) {
  if (waiting.length === 0) return null;
  return (
    <ul className="card rows">
      {waiting.map((outgoing) => (
        <li key={outgoing.commandId}>
          <Link href={`/filed/${outgoing.commandId}`} className={`row tone-${outgoing.refused ? 'brick' : 'wheat'}`}>
            <Icon name={outgoing.refused ? 'warn' : outgoing.held ? 'clock' : 'wifi-off'} />
            <span className="row-words">
              <span>{wordsOf(outgoing)}</span>
              <span className="row-tone">
                {outgoing.refused
                  ? t('refusedTitle')
                  : outgoing.signIn
                    ? t('signInToSend')
                    : t(outgoing.held ? 'heldTitle' : 'waitingTitle')}
              </span>
            </span>
            <Icon name="chevron-right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
