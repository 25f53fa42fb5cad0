import { Link } from 'wouter';
import { Skeleton } from '../../kit/notice.tsx';
import { Sheet } from '../../kit/sheet.tsx';
import { PersonCard } from '../territory/person-card.tsx';
import { useServing } from '../territory/serving.ts';
import { t } from './messages.ts';

const SHOWN = 4;

/** Asking somebody to run the errand (2.5): by phone, or in writing with the item's name filled in. */
export function AgencySheet({
  open,
  item,
  village,
  grid,
  onClose,
}: {
  open: boolean;
  item: string;
  village?: string;
  grid?: string;
  onClose: () => void;
}) {
  const serving = useServing(open ? village : undefined, grid);
  const about = encodeURIComponent(t('agencyFor', { name: item }));
  return (
    <Sheet
      open={open}
      title={t('agencyTitle')}
      onClose={onClose}
      action={
        <Link href={`/file?category=affairs.station&about=${about}`} className="button button-filled button-wide">
          {t('agencyFile')}
        </Link>
      }
    >
      <p className="prose">{t('agencyLead')}</p>
      {serving.loading && <Skeleton lines={2} />}
      {serving.workers.slice(0, SHOWN).map((worker) => (
        <PersonCard key={worker.key} name={worker.name} under={worker.under} phone={worker.phone} />
      ))}
      {serving.station?.phone && <PersonCard name={serving.station.name} under={t('station')} phone={serving.station.phone} />}
    </Sheet>
  );
}
