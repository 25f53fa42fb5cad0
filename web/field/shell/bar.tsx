import { Link } from 'wouter';
import { countOutbox } from '../../../domain/outbox/next-to-send.ts';
import { Icon, type IconName } from '../../kit/icons.tsx';
import { t } from './messages.ts';
import { useReachable } from './reach.ts';
import { useOpen } from './state.ts';

/** Always on top: is there a network, how much waits, and the list behind it. */
export function Bar() {
  const online = useReachable();
  const { entries, vault, signedIn, syncing } = useOpen();
  const { waiting, aside } = countOutbox(entries, vault.owner);
  const signedOut = signedIn.kind === 'nobody' || signedIn.kind === 'other';
  const tone = aside > 0 ? 'brick' : !online || waiting > 0 || signedOut ? 'wheat' : 'leaf';
  const icon: IconName = !online ? 'wifi-off' : aside > 0 || signedOut ? 'warn' : waiting > 0 ? 'send' : 'check';
  const words = [
    online ? t('online') : t('offline'),
    aside > 0 && t('barAside', { n: aside }),
    waiting > 0 && (online ? t('barWaiting', { n: waiting }) : t('barWaitingOffline', { n: waiting })),
    online && signedOut && t('barSignedOut'),
    waiting === 0 && aside === 0 && !signedOut && (syncing ? t('barSyncing') : t('barNothing')),
  ].filter(Boolean);
  return (
    <Link href="/outbox" className={`bar tone-${tone}`} aria-label={`${words.join('，')}。${t('barOpen')}`}>
      <Icon name={icon} />
      <span className="bar-words" role="status">
        {words.join(' · ')}
      </span>
      <Icon name="chevron-right" />
    </Link>
  );
}
