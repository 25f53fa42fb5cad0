import { useEffect, useState } from 'react';
import { Banner } from '../../kit/notice.tsx';
import { t } from './messages.ts';

/** Room for some ten photos, in bytes. */
const ENOUGH = 10_000_000;

/** Says so before photos are taken when the phone has hardly any room left. */
export function RoomLeft() {
  const [scarce, setScarce] = useState(false);
  useEffect(() => {
    void navigator.storage
      ?.estimate?.()
      .then(({ quota = Number.POSITIVE_INFINITY, usage = 0 }) => setScarce(quota - usage < ENOUGH))
      .catch(() => undefined);
  }, []);
  if (!scarce) return null;
  return (
    <Banner tone="wheat" icon="warn">
      {t('nearlyFull')}
    </Banner>
  );
}
