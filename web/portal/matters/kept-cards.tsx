import { useEffect, useState } from 'react';
import { Skeleton } from '../../kit/notice.tsx';
import { useRead } from '../../kit/query.ts';
import { device, type KeptReceipt } from '../device.ts';
import { MatterCard } from './matter-card.tsx';
import { RememberedCard } from './remembered-card.tsx';

/** Receipts kept on this device, newest first; undefined while looking. */
export function useKeptReceipts(): KeptReceipt[] | undefined {
  const [kept, setKept] = useState<KeptReceipt[]>();
  useEffect(() => {
    device
      .receipts()
      .catch(() => [])
      .then(setKept);
  }, []);
  return kept;
}

function KeptCard({ kept }: { kept: KeptReceipt }) {
  const read = useRead('matters.mine', {}, { receipt: kept.receipt });
  const matter = read.data?.matters.find((one) => one.id === kept.matter);
  if (read.isLoading) return <Skeleton card lines={2} />;
  return matter ? <MatterCard matter={matter} /> : <RememberedCard kept={kept} />;
}

/** What was raised from this device, asked for by receipt code; without a network, what the receipt says. */
export function KeptCards({ receipts }: { receipts: readonly KeptReceipt[] }) {
  return receipts.map((kept) => <KeptCard key={kept.receipt} kept={kept} />);
}
