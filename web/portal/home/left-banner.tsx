import { SESSION } from '../../../domain/accounts/limits.ts';
import { Banner } from '../../kit/notice.tsx';
import { useUntold } from '../../kit/sign-out.ts';
import { t } from './messages.ts';

const DAY = 86_400_000;

/** Says that a sign-out without a network is done here and not yet at the server, for as long as it is so. */
export function LeftBanner() {
  if (!useUntold()) return null;
  return (
    <Banner tone="wheat" icon="wifi-off" title={t('left')}>
      {t('leftWords', { days: SESSION.resident.whole / DAY })}
    </Banner>
  );
}
