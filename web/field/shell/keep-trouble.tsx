import { Banner, ErrorBanner } from '../../kit/notice.tsx';
import { DiskFull } from '../device/disk.ts';
import { t } from './messages.ts';

/** Says why something could not be kept; what was written is still on the page. */
export function KeepTrouble({ error }: { error: unknown }) {
  if (!(error instanceof DiskFull)) return <ErrorBanner error={error} />;
  return (
    <Banner tone="brick" title={t('full')}>
      {t('fullWords')}
    </Banner>
  );
}
