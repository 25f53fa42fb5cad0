import { Link } from 'wouter';
import { dayText } from '../../kit/dates.ts';
import type { KeptReceipt } from '../device.ts';

/** A matter as its receipt on this device remembers it. */
export function RememberedCard({ kept }: { kept: KeptReceipt }) {
  return (
    <Link href={`/matters/${kept.matter}`} className="card matter-card">
      <span className="matter-card-title">{kept.title}</span>
      <span className="matter-card-line">
        {dayText(kept.filedAt)} · {kept.holder}
      </span>
    </Link>
  );
}
